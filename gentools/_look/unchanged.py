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

from operator import is_
from types import FrameType
from typing import Any

from gentools._look.kinds import Kind, kind_of
from gentools._look.memory import memory
from gentools._look.snapshots import Snapshot
from gentools._look.spots import spots
from gentools._values import class_name


def is_unchanged(obj: object, last: Snapshot) -> bool:
    """Return whether a snapshot of *obj* would surely show what *last* shows.

    What is shown follows from the place where a frame stands and from what its memory holds, if all
    variables are in the frame itself, and bound: NULLs can't be told. Of other frames it isn't said
    that they are unchanged.

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
    """Return whether *frame* stands where *last* shows it, with the same objects in its memory."""
    spot = spots(frame.f_code).suspended(offset)
    op = last._op  # pyright: ignore[reportPrivateUsage]
    if spot.op is not op or not spot.plain or len(last.locals) != len(spot.order):
        return False
    held = (*last.locals.values(), *(last.stack or ()))
    referents, start = memory(obj, frame.f_code)
    return len(held) == len(referents) - start and all(map(is_, held, referents[start:]))
