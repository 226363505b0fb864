"""Tells whether a snapshot still holds, in a fraction of the time of another one.

>>> from gentools import my_range, snapshot
>>> numbers = my_range(0, 3)
>>> next(numbers)
0
>>> last = snapshot(numbers)
>>> is_unchanged(numbers, last)
True
>>> next(numbers)
1
>>> is_unchanged(numbers, last)
False
"""

from collections.abc import Sequence
from operator import is_
from types import FrameType
from typing import Any

from gentools._look.kinds import Kind, kind_of
from gentools._look.memory import Memory, bound_variables, is_full, memory
from gentools._look.snapshots import Snapshot
from gentools._look.spots import Spot, spots
from gentools._values import class_name


def is_unchanged(obj: object, last: Snapshot) -> bool:
    """Return whether a snapshot of *obj* would surely show what *last* shows.

    What is shown follows from the place where a frame stands, from what its memory holds and, as
    NULLs are left out there, from what the frame says of its variables. Of frames with a dictionary
    for variables, or with some that stand in the place of others, it isn't said that they are
    unchanged, nor where the last snapshot knew no stack.

    :param last: a snapshot of the same object.
    """
    below: Snapshot | None = last
    while below is not None:
        kind = kind_of(obj)
        if not (class_name(obj) == below.name if kind is None else _is_as_in(obj, kind, below)):
            return False
        if below.delegate is None:
            return True
        obj, below = below.delegate, below._below  # pyright: ignore[reportPrivateUsage]
    return False


def _is_as_in(obj: Any, kind: Kind, last: Snapshot) -> bool:
    frame = kind.frame(obj)
    if frame is None or last.state != kind.suspended_state:
        return False
    offset = frame.f_lasti
    return (
        _holds(obj, frame, offset, last)
        and obj.__name__ is last.name
        and obj.__qualname__ is last.qualname
        # It may run all the time, or another thread may have resumed it meanwhile.
        and kind.suspended(obj)
        and frame.f_lasti == offset
    )


def _holds(obj: object, frame: FrameType, offset: int, last: Snapshot) -> bool:
    """Return whether *frame* stands where *last* shows it, with the same objects in it."""
    spot = spots(frame.f_code).suspended(offset)
    op, held = last._op, last._memory  # pyright: ignore[reportPrivateUsage]
    if spot.op is not op or held is None:
        return False
    seen = memory(obj, frame.f_code)
    if not _same(held, seen[0][seen[1] :]):
        return False
    return is_full(seen, spot) or _names_the_same(frame, spot, seen, last)


def _names_the_same(frame: FrameType, spot: Spot, seen: Memory, last: Snapshot) -> bool:
    bound, shown = bound_variables(frame, spot, seen), last.locals
    return tuple(bound) == tuple(shown) and _same(tuple(bound.values()), tuple(shown.values()))


def _same(one: Sequence[object], other: Sequence[object]) -> bool:
    return len(one) == len(other) and all(map(is_, one, other))
