"""The kinds of objects that can be suspended, and what each is asked.

>>> from gentools import my_range
>>> kind_of(my_range(0, 3)).name
'generator'
"""

import gc
import sys
from collections.abc import Callable
from operator import attrgetter
from types import AsyncGeneratorType, CodeType, CoroutineType, FrameType, GeneratorType
from typing import Any, Final, NamedTuple

from gentools._look.layout import layout

_HEAP_TYPE: Final = 1 << 9
_flags_of: Callable[[type], int] = type.__dict__["__flags__"].__get__
_name_of: Callable[[type], str] = type.__dict__["__name__"].__get__


class Kind(NamedTuple):
    """How objects of one kind are asked about themselves, and the words for their states."""

    name: str
    #: What the words for its states begin with, in `inspect`.
    prefix: str
    created_state: str
    running_state: str
    suspended_state: str
    closed_state: str
    frame: Callable[[Any], FrameType | None]
    code: Callable[[Any], CodeType]
    #: Is its frame suspended at a `yield` or an `await`?
    suspended: Callable[[Any], bool]
    running: Callable[[Any], bool]
    delegate: Callable[[Any], object]


def _kind(name: str, prefix: str, letters: str, delegate: str) -> Kind:
    """Return a kind by what the names of its attributes begin with."""
    return Kind(
        name,
        prefix,
        f"{prefix}_CREATED",
        f"{prefix}_RUNNING",
        f"{prefix}_SUSPENDED",
        f"{prefix}_CLOSED",
        attrgetter(f"{letters}_frame"),
        attrgetter(f"{letters}_code"),
        attrgetter(f"{letters}_suspended"),
        attrgetter(f"{letters}_running"),
        attrgetter(f"{letters}_{delegate}"),
    )


def _suspended_in_3_11(generator: AsyncGeneratorType[Any, Any]) -> bool:
    """Return what `ag_suspended` says since 3.12.

    While an async generator awaits, `ag_running` is true; only a frame that runs has a caller.
    """
    frame: FrameType | None = generator.ag_frame
    if frame is None or frame.f_back is not None:
        return False
    return layout(frame.f_code).ops[frame.f_lasti].name == "YIELD_VALUE"


_KINDS: Final[dict[type, Kind]] = {
    GeneratorType: _kind("generator", "GEN", "gi", "yieldfrom"),
    CoroutineType: _kind("coroutine", "CORO", "cr", "await"),
    AsyncGeneratorType: _kind("async_generator", "AGEN", "ag", "await"),
}
if sys.version_info < (3, 12):
    _KINDS[AsyncGeneratorType] = _KINDS[AsyncGeneratorType]._replace(suspended=_suspended_in_3_11)

#: Built-in objects that only pass on, to the first object that they refer to.
_PASSING_ON: Final = frozenset(
    {
        "anext_awaitable",
        "async_generator_asend",
        "async_generator_athrow",
        "coroutine_wrapper",
    }
)


def kind_of(value: object) -> Kind | None:
    """Return the kind of *value*, or None if it can't be suspended.

    It goes by the exact class, since an object may say anything of itself. None of these classes
    can be subclassed.
    """
    return _KINDS.get(type(value))


def passed_on_to(value: object) -> object:
    """Return what *value* passes on to, if it is what the interpreter makes for that, or None."""
    cls = type(value)
    if _flags_of(cls) & _HEAP_TYPE or _name_of(cls) not in _PASSING_ON:
        return None
    referents = gc.get_referents(value)
    return referents[0] if referents else None
