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
from operator import is_
from types import CellType, FrameType
from typing import TypeAlias, TypedDict

from gentools._look.layout import Place
from gentools._look.memory import Memory, bound_variables, memory, namespace, variables
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
    if not spot.optimized:
        named, cells, rest = namespace(frame, spot, seen)
        return _only(named, _stacks(named, cells, rest, spot, reading), delegate)
    bound = bound_variables(frame, spot, seen)
    simple = _simple(bound, seen, spot) if reading is None else None
    if simple is None or (delegate is not None and _top(simple) is not delegate):
        return _only(bound, _readings(bound, seen, spot, reading), delegate)
    return simple


def _simple(bound: dict[str, object], seen: Memory, spot: Spot) -> Contents | None:
    """Return what is in a frame as nearly all are, in a tenth of the time; or None."""
    referents, start = seen
    bottom = start + len(bound)
    if not start or not spot.plain or spot.depth is None or len(referents) != bottom + spot.depth:
        return None
    if not all(map(is_, bound.values(), referents[start:])):
        return None
    stack = tuple(referents[bottom:])
    return {"locals": bound, "cells": {}, "stack": stack, "handling": None}


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
    rest: Sequence[object] | None,
    spot: Spot,
    reading: Reading | None,
) -> Iterator[Contents]:
    if rest is not None and spot.place is not None:
        for stack, handling in (reading or whole_stack)(rest, spot.place):
            yield {"locals": named, "cells": cells, "stack": stack, "handling": handling}


def _only(named: dict[str, object], readings: Iterator[Contents], delegate: object) -> Contents:
    """Return the reading that is the only one, or that there's none."""
    fitting = [one for one in readings if delegate is None or _top(one) is delegate]
    unknown = Contents(locals=named, cells={}, stack=None, handling=None)
    return fitting[0] if len(fitting) == 1 else unknown


def _top(found: Contents) -> object:
    return found["stack"][-1] if found["stack"] else None
