"""What is in the frame of a generator: variables, cells, stack, and the exception being handled.

>>> from gentools._look.spots import spots
>>> def pair():
...     return [1, (yield "half")]
>>> generator = pair()
>>> next(generator)
'half'
>>> frame = generator.gi_frame
>>> contents(generator, frame, spots(frame.f_code).suspended(frame.f_lasti))["stack"]
(1,)
"""

from collections.abc import Callable, Iterator, Sequence
from types import CellType, FrameType
from typing import TypeAlias, TypedDict

from gentools._look.layout import Place
from gentools._look.memory import (
    Memory,
    bound_variables,
    is_full,
    memory,
    variables,
    with_namespace,
)
from gentools._look.spots import Spot
from gentools._look.stack import Stack, whole_stack

Reading: TypeAlias = Callable[[Sequence[object], Place], list[Stack]]


class Contents(TypedDict):
    """What is in a frame."""

    locals: dict[str, object]
    cells: dict[str, CellType]
    #: None where it can't be known.
    stack: tuple[object, ...] | None
    handling: BaseException | None
    #: What the memory of the frame holds, which is all shown then; None where it isn't.
    memory: list[object] | None


def contents(
    generator: object,
    frame: FrameType,
    spot: Spot,
    delegate: object = None,
    reading: Reading | None = None,
) -> Contents:
    """Return what is in *frame*.

    :param generator: whose frame it is.
    :param spot: where it stands.
    :param delegate: what must be on top of the stack; None for whatever is.
    :param reading: tells the stack from the rest of the memory; None for the whole stack.
    :returns: the only reading that is possible; without stack and cells if there are others.
    """
    seen = memory(generator, frame.f_code)
    if reading is None and is_full(seen, spot):
        full = _full(seen, spot)
        if delegate is None or _top(full) is delegate:
            return full
    if not spot.optimized:
        return _beside_a_dictionary(frame, spot, seen, delegate, reading)
    bound = bound_variables(frame, spot, seen)
    found = _only(bound, _readings(bound, seen, spot, reading), delegate)
    if reading is None and found["stack"] is not None:
        found["memory"] = seen[0][seen[1] :]
    return found


def _beside_a_dictionary(
    frame: FrameType, spot: Spot, seen: Memory, delegate: object, reading: Reading | None
) -> Contents:
    """Return what is in a frame that has a dictionary for its variables."""
    outside, possible = with_namespace(frame, spot, seen)
    readings = (one for bound in possible for one in _readings(bound, seen, spot, reading))
    found = _only({}, readings, delegate)
    found["locals"] = outside | found["locals"]
    return found


def _full(seen: Memory, spot: Spot) -> Contents:
    """Return what is in a frame as nearly all are, in half of the time.

    As each place holds an object, it is known which is whose: the frame is not asked, which up to
    3.12 would make a dictionary.
    """
    referents, start = seen
    held = referents[start:]
    return {
        "locals": dict(zip(spot.names, held, strict=False)),
        "cells": {},
        "stack": tuple(held[len(spot.names) :]),
        "handling": None,
        "memory": held,
    }


def _readings(
    bound: dict[str, object],
    seen: Memory,
    spot: Spot,
    reading: Reading | None,
) -> Iterator[Contents]:
    for named, cells, rest in variables(spot, bound, seen):
        yield from _stacks(named, cells, rest, spot, reading)


def _stacks(
    named: dict[str, object],
    cells: dict[str, CellType],
    rest: Sequence[object],
    spot: Spot,
    reading: Reading | None,
) -> Iterator[Contents]:
    if spot.place is not None:
        for stack, handling in (reading or whole_stack)(rest, spot.place):
            yield Contents(locals=named, cells=cells, stack=stack, handling=handling, memory=None)


def _only(named: dict[str, object], readings: Iterator[Contents], delegate: object) -> Contents:
    """Return the reading that is the only one, or that there's none."""
    fitting = [one for one in readings if delegate is None or _top(one) is delegate]
    unknown = Contents(locals=named, cells={}, stack=None, handling=None, memory=None)
    return fitting[0] if len(fitting) == 1 else unknown


def _top(found: Contents) -> object:
    return found["stack"][-1] if found["stack"] else None
