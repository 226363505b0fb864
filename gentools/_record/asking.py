"""How a frame asks another to go on: by `next()`, a `for` loop, `yield from` ..."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import FrameType

    from gentools._record.codes import Info
    from gentools._record.frames import Live

#: How an instruction asks a frame to go on; those that call or send aside.
BY_NAME: Final = {
    "CONTAINS_OP": "in",
    "FOR_ITER": "for",
    "GET_ANEXT": "async for",
    "LIST_EXTEND": "unpacking",
    "SET_UPDATE": "unpacking",
    "UNPACK_EX": "unpacking",
    "UNPACK_SEQUENCE": "unpacking",
}
_DIRECT: Final = frozenset(
    ("send", "throw", "close", "__next__", "asend", "athrow", "aclose", "__anext__")
)


def way_of_asking(caller: Live) -> str | None:
    """Return how *caller*, by the instruction that it stands at, lets another frame run."""
    info, offset = caller.info, caller.offset
    word = info.asks.get(offset)
    if word is not None:
        return word
    op = info.ops.get(offset)
    return _called(info, caller) if op is not None and op.opname.startswith("CALL") else None


def _called(info: Info, caller: Live) -> str | None:
    """Return the name of what is called, as the source has it."""
    call = info.called(caller.offset)
    if call is None:
        return None
    if isinstance(call.func, ast.Attribute):
        return f"{call.func.attr}()"
    if isinstance(call.func, ast.Name) and caller.frame is not None:
        name = _named(call.func.id, caller.frame)
        # It answers the end by its second argument, and raises nothing.
        return "next(default)" if name == "next()" and len(call.args) > 1 else name
    return None


def _named(name: str, frame: FrameType) -> str:
    """Return what *name* stands for in *frame*, where it is a method of a generator."""
    found = frame.f_locals.get(name, frame.f_globals.get(name, getattr(builtins, name, None)))
    own = getattr(found, "__name__", None) if type(found) is type(len) else None
    return f"{own if own in _DIRECT else name}()"
