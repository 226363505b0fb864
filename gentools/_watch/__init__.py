"""Watch: a stand-in for a generator that takes down who resumed it, and what came back.

>>> from gentools import echo
>>> watched = watch(echo(), keep=1)
>>> next(watched)
>>> len(watched.transcript)
1
"""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator, Coroutine, Generator
from types import CodeType
from typing import Any, Final, overload

from gentools._look.kinds import kind_of
from gentools._values import class_name, represent
from gentools._watch.proxies import (
    Watched,
    WatchedAsyncGenerator,
    WatchedCoroutine,
    WatchedGenerator,
    WatchedGeneratorCoroutine,
)
from gentools._watch.recorder import Recorder, snapshot_if_there_is_room
from gentools._watch.transcript import KEEP, Transcript
from gentools.types import T_return, T_send, T_yield

__all__ = ["Transcript", "Watched", "watch"]

_CO_ITERABLE_COROUTINE: Final = 0x100

_STAND_INS: Final[dict[str, type[Watched]]] = {
    "generator": WatchedGenerator,
    "coroutine": WatchedCoroutine,
    "async_generator": WatchedAsyncGenerator,
}


@overload
def watch(
    gen: Generator[T_yield, T_send, T_return], *, snapshots: bool = True, keep: int | None = KEEP
) -> WatchedGenerator[T_yield, T_send, T_return]: ...


@overload
def watch(
    gen: Coroutine[T_yield, T_send, T_return], *, snapshots: bool = True, keep: int | None = KEEP
) -> WatchedCoroutine[T_yield, T_send, T_return]: ...


@overload
def watch(
    gen: AsyncGenerator[T_yield, T_send], *, snapshots: bool = True, keep: int | None = KEEP
) -> WatchedAsyncGenerator[T_yield, T_send]: ...


def watch(gen: Any, *, snapshots: bool = True, keep: int | None = KEEP) -> Watched:
    """Return a stand-in for *gen* that keeps a transcript of who resumed it and what came back.

    Use it in place of *gen*, which it leaves as it is: ``next``, ``send``, ``throw``, ``close``,
    ``for``, ``yield from`` and ``await`` do to *gen* what they would have done, and what comes back
    is the same object or exception, with the same traceback. If nothing refers to the stand-in any
    more, *gen* is closed as if nothing referred to it. What it can't hide:

    * it is an object of a class of its own: :func:`isinstance` of
      :class:`collections.abc.Generator` holds, of :data:`types.GeneratorType` doesn't;
      :func:`snapshot` takes its ``wrapped``; a generator-based coroutine can't ``yield from`` a
      coroutine that is watched, only ``await`` of it works;
    * inside of *gen* the calling frame is one of gentools, and counts as a call: near the recursion
      limit there is room for one call less for each stand-in.

    The transcript keeps alive what it shows. With snapshots these are also the values of local
    variables, so finalizers of those may run later than without; ``transcript.clear()`` lets go.

    :param gen: a generator, a coroutine or an async generator.
    :param snapshots: also take a :func:`snapshot` before and after each time. Where the last one
        surely still holds, it is not taken again.
    :param keep: how many entries the transcript keeps, the last ones; None for all.
    :returns: the stand-in: with the attributes of *gen*, a ``transcript``, and *gen* as ``wrapped``
    :raises TypeError: *gen* or *keep* is something else.
    :raises ValueError: *keep* is less than 1, or more than a list can be long.

    >>> def patient():
    ...     try:
    ...         yield "ready"
    ...     except KeyError:
    ...         yield "once more"
    >>> watched = watch(patient())
    >>> next(watched)
    'ready'
    >>> watched.throw(KeyError("a"))
    'once more'
    >>> watched.close()
    >>> print(watched.transcript)
       caller      call                  came back            state
    1  <module>:1  next()                yielded 'ready'      created -> suspended
    2  <module>:1  throw(KeyError('a'))  yielded 'once more'  suspended -> suspended
    3  <module>:1  close()               returned None        suspended -> closed
    >>> watch(range(3))
    Traceback (most recent call last):
      ...
    TypeError: watch() takes a generator, a coroutine or an async generator, not range
    """
    kind = kind_of(gen)
    if kind is None:
        raise TypeError(
            f"watch() takes a generator, a coroutine or an async generator, not {class_name(gen)}"
        )
    _check(keep)
    look = snapshot_if_there_is_room if snapshots else None
    recorder = Recorder(gen, kind, look, Transcript(kind.prefix, keep))
    return _stand_in(kind.name, kind.code(gen))(gen, recorder)


def _check(keep: object) -> None:
    wanted = "keep is how many entries to keep, at least 1, or None for all; not"
    if keep is not None and type(keep) is not int:
        raise TypeError(f"{wanted} {represent(keep)}")
    if keep is not None and not 1 <= keep <= sys.maxsize:
        raise ValueError(f"{wanted} {represent(keep)}")


def _stand_in(kind: str, code: CodeType) -> type[Watched]:
    if kind == "generator" and code.co_flags & _CO_ITERABLE_COROUTINE:
        return WatchedGeneratorCoroutine
    return _STAND_INS[kind]
