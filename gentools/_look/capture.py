"""Takes the picture: all that may change later, of one object.

>>> from gentools import my_range
>>> from gentools._look.kinds import kind_of
>>> numbers = my_range(0, 3)
>>> picture = capture(numbers, kind_of(numbers))
>>> picture.state, picture.contents.locals
('GEN_CREATED', {'start': 0, 'end': 3})
"""

import sys
from types import FrameType
from typing import Final, NamedTuple

from gentools._look.code import Op
from gentools._look.contents import Contents, contents
from gentools._look.kinds import Kind
from gentools._look.layout import Layout, Place, layout
from gentools._look.memory import memory
from gentools._look.stack import is_exception, lower_stack

_TRIES: Final = 3


class Caller(NamedTuple):
    """Who resumed a generator: the function, its file, and the line where it stands."""

    name: str
    qualname: str
    filename: str
    lineno: int | None


class Picture(NamedTuple):
    """What was seen of an object at one moment."""

    state: str
    contents: Contents
    exact: bool = False
    op: Op | None = None
    lineno: int | None = None
    delegate: object = None
    caller: Caller | None = None


_GONE: Final = Contents({}, {}, (), None)


def capture(suspendable: object, kind: Kind) -> Picture:
    """Return what is to be seen of *suspendable*.

    Another thread may resume it meanwhile; then another picture is taken, and in the last one
    there's only what was seen at once.
    """
    picture = _once(suspendable, kind)
    for _ in range(_TRIES):
        if picture is not None:
            return picture
        picture = _once(suspendable, kind)
    return Picture(f"{kind.prefix}_RUNNING", Contents({}, {}, None, None))


def _once(suspendable: object, kind: Kind) -> Picture | None:
    frame = kind.frame(suspendable)
    if frame is None:
        return Picture(f"{kind.prefix}_CLOSED", _GONE, exact=True)
    offset = frame.f_lasti
    suspended = kind.suspended(suspendable)
    if not suspended and kind.running(suspendable):
        return _running(suspendable, kind, frame)
    picture = _resting(suspendable, kind, frame, suspended=suspended)
    # A frame that runs has a frame to return to; one that has run stands elsewhere, or again here.
    if frame.f_lasti == offset and frame.f_back is None and kind.frame(suspendable) is frame:
        return picture
    return None


def _resting(suspendable: object, kind: Kind, frame: FrameType, *, suspended: bool) -> Picture:
    known = layout(frame.f_code)
    op = known.suspending(frame.f_lasti) if suspended else known.starting()
    delegate = kind.delegate(suspendable) if suspended else None
    place = None if op is None else known.while_suspended(op)
    held = contents(suspendable, frame, place, delegate=delegate)
    state = f"{kind.prefix}_{'SUSPENDED' if suspended else 'CREATED'}"
    return Picture(state, held, held.stack is not None, op, frame.f_lineno, delegate)


def _running(suspendable: object, kind: Kind, frame: FrameType) -> Picture:
    known = layout(frame.f_code)
    op, place = _where(known, frame.f_lasti)
    callees = _callees(frame)
    held = contents(suspendable, frame, None if callees is None else place, reading=lower_stack)
    if callees is not None and place is not None and place.handling:
        held = held._replace(handling=_handled(suspendable, frame, callees))
    delegate = held.stack[-1] if held.stack and op is not None and known.delegates(op) else None
    return Picture(
        f"{kind.prefix}_RUNNING",
        held,
        op=op,
        lineno=frame.f_lineno,
        delegate=delegate,
        caller=_caller(frame.f_back),
    )


def _where(known: Layout, f_lasti: int) -> tuple[Op | None, Place | None]:
    """Return the instruction that runs, and what is known of the stack below its operands.

    While an exception is thrown into its delegate, a frame is where it was suspended.
    """
    op = known.suspending(f_lasti)
    if op is not None:
        return op, known.while_suspended(op)
    op = known.ops.get(f_lasti)
    return op, None if op is None else known.below_operands(op)


def _callees(frame: FrameType) -> list[FrameType] | None:
    """Return the frames that *frame* waits for, or None if it runs in another thread."""
    callees = []
    callee: FrameType | None = sys._getframe()
    while callee is not frame:
        if callee is None:
            return None
        callees.append(callee)
        callee = callee.f_back
    return callees


def _handled(
    suspendable: object, frame: FrameType, callees: list[FrameType]
) -> BaseException | None:
    """Return the exception that *frame* handles, unless a callee's may stand in its place."""
    held = memory(suspendable, frame.f_code).held
    if not held or not is_exception(held[-1]) or any(map(_may_handle, callees)):
        return None
    return held[-1]


def _may_handle(frame: FrameType) -> bool:
    place = layout(frame.f_code).before(frame.f_lasti)
    return place is None or place.handling > 0


def _caller(frame: FrameType | None) -> Caller | None:
    if frame is None:
        return None
    code = frame.f_code
    return Caller(code.co_name, code.co_qualname, code.co_filename, frame.f_lineno)
