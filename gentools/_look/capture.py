"""Takes the picture: all that may change later, of one object.

>>> from gentools import my_range
>>> from gentools._look.kinds import kind_of
>>> numbers = my_range(0, 3)
>>> picture = capture(numbers, kind_of(numbers))
>>> picture["state"], dict(picture["locals"])
('GEN_CREATED', {'start': 0, 'end': 3})
"""

import sys
from collections.abc import Mapping
from types import CellType, CodeType, FrameType, MappingProxyType
from typing import Any, Final, NamedTuple, NotRequired, TypedDict

from gentools._look.code import Op
from gentools._look.contents import Contents, contents
from gentools._look.kinds import Kind
from gentools._look.layout import layout
from gentools._look.memory import memory
from gentools._look.spots import spots
from gentools._look.stack import is_exception, lower_stack

_TRIES: Final = 3


class Caller(NamedTuple):
    """Who resumed a generator: the function, its file, and the line where it stands."""

    name: str
    qualname: str
    filename: str
    lineno: int | None


class Picture(TypedDict):
    """What was seen of an object at one moment: the fields of its snapshot."""

    kind: str
    name: str
    qualname: str
    code: CodeType
    state: str
    locals: Mapping[str, object]
    cells: Mapping[str, CellType]
    stack: tuple[object, ...] | None
    exact: bool
    handling: BaseException | None
    lineno: int | None
    delegate: object
    caller: Caller | None
    _op: Op | None
    #: What the memory of the frame held, to tell whether that is still so.
    _memory: list[object] | None
    #: The snapshot of the delegate, an instance of `Snapshot`; added when that is taken.
    _below: NotRequired[object]


NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def _picture(
    suspendable: Any,
    kind: Kind,
    state: str,
    held: Contents,
    op: Op | None = None,
    lineno: int | None = None,
    delegate: object = None,
) -> Picture:
    return {
        "kind": kind.name,
        "name": suspendable.__name__,
        "qualname": suspendable.__qualname__,
        "code": kind.code(suspendable),
        "state": state,
        "locals": MappingProxyType(held["locals"]),
        "cells": MappingProxyType(held["cells"]) if held["cells"] else NOTHING,
        "stack": held["stack"],
        "exact": held["stack"] is not None,
        "handling": held["handling"],
        "lineno": lineno,
        "delegate": delegate,
        "caller": None,
        "_op": op,
        "_memory": held["memory"],
    }


def _nothing(stack: tuple[object, ...] | None) -> Contents:
    return {"locals": {}, "cells": {}, "stack": stack, "handling": None, "memory": None}


def capture(suspendable: object, kind: Kind) -> Picture:
    """Return what is to be seen of *suspendable*.

    Another thread may resume it meanwhile; then another picture is taken, and in the last one
    there's only what was seen at once.
    """
    picture = _once(suspendable, kind)
    if picture is not None:
        return picture
    for _ in range(_TRIES):
        picture = _once(suspendable, kind)
        if picture is not None:
            return picture
    return _picture(suspendable, kind, kind.running_state, _nothing(None))


def _once(suspendable: object, kind: Kind) -> Picture | None:
    frame = kind.frame(suspendable)
    if frame is None:
        return _picture(suspendable, kind, kind.closed_state, _nothing(()))
    offset = frame.f_lasti
    suspended = kind.suspended(suspendable)
    if not suspended and kind.running(suspendable):
        return _running(suspendable, kind, frame)
    picture = _resting(suspendable, kind, frame, suspended=suspended)
    # What has run meanwhile does so still, or stands elsewhere, or again here.
    if (
        kind.suspended(suspendable) == suspended
        and frame.f_lasti == offset
        and kind.frame(suspendable) is frame
    ):
        return picture
    return None


def _resting(suspendable: object, kind: Kind, frame: FrameType, *, suspended: bool) -> Picture:
    known = spots(frame.f_code)
    if suspended:
        spot, delegate = known.suspended(frame.f_lasti), kind.delegate(suspendable)
    else:
        spot, delegate = known.created, None
    held = contents(suspendable, frame, spot, delegate)
    state = kind.suspended_state if suspended else kind.created_state
    return _picture(suspendable, kind, state, held, spot.op, frame.f_lineno, delegate)


def _running(suspendable: object, kind: Kind, frame: FrameType) -> Picture:
    known = spots(frame.f_code)
    spot = known.running(frame.f_lasti)
    is_ours = _waits_for_this(frame)
    held = contents(suspendable, frame, spot if is_ours else known.unknown, reading=lower_stack)
    if is_ours and spot.place is not None and spot.place.handling:
        held["handling"] = _handled(suspendable, frame)
    delegate = held["stack"][-1] if held["stack"] and spot.delegates else None
    picture = _picture(
        suspendable, kind, kind.running_state, held, spot.op, frame.f_lineno, delegate
    )
    picture["exact"], picture["caller"] = False, _caller(frame.f_back)
    return picture


# Frames are gone through one by one, and not put in a list: that of one of these functions would be
# in it, and a frame that refers to itself keeps all that was looked at until the next collection.


def _waits_for_this(frame: FrameType) -> bool:
    """Return whether *frame* waits for this very function: if not, it runs in another thread."""
    caller = sys._getframe().f_back  # pyright: ignore[reportPrivateUsage]
    while caller is not None and caller is not frame:
        caller = caller.f_back
    return caller is frame


def _handled(suspendable: object, frame: FrameType) -> BaseException | None:
    """Return the exception that *frame* handles, unless a callee's may stand in its place."""
    referents, _ = memory(suspendable, frame.f_code)
    if not is_exception(referents[-1]):
        return None
    callee = sys._getframe().f_back  # pyright: ignore[reportPrivateUsage]
    while callee is not None and callee is not frame:
        if _may_handle(callee):
            return None
        callee = callee.f_back
    return referents[-1]


def _may_handle(frame: FrameType) -> bool:
    known = layout(frame.f_code)
    op = known.executing(frame.f_lasti)
    place = None if op is None else known.before(op.offset)
    return place is None or place.handling > 0


def _caller(frame: FrameType | None) -> Caller | None:
    if frame is None:
        return None
    code = frame.f_code
    return Caller(code.co_name, code.co_qualname, code.co_filename, frame.f_lineno)
