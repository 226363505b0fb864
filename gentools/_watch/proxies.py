"""What stands in for a watched generator, coroutine or async generator.

>>> from gentools import my_range, watch
>>> watched = watch(my_range(0, 3), snapshots=False)
>>> list(watched)
[0, 1, 2]
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Coroutine, Generator
from typing import TYPE_CHECKING, Any, Final

from gentools._watch.passing import making, passed_on
from gentools._watch.recorder import Recorder
from gentools._watch.transcript import Transcript
from gentools.types import T_return, T_send, T_yield

_set: Final = object.__setattr__


class Watched:
    """A stand-in for a generator that keeps a :class:`Transcript`; :func:`watch` makes it.

    It does all that the object it stands for does, for the same calls, and has its attributes.

    >>> from gentools import my_range, watch
    >>> watched = watch(my_range(0, 3))
    >>> isinstance(watched, Watched)
    True
    >>> next(watched), watched.__name__, watched.gi_suspended
    (0, 'my_range', True)
    >>> watched
    <Watched generator my_range>
    """

    __slots__ = ("__weakref__", "_driven", "_recorder")

    _driven: Any
    _recorder: Recorder

    def __init__(self, driven: Any, recorder: Recorder) -> None:
        """Stand in for *driven*."""
        _set(self, "_driven", driven)
        _set(self, "_recorder", recorder)

    @property
    def transcript(self) -> Transcript:
        """Return what has been taken down so far; it goes on growing."""
        return self._recorder.transcript

    @property
    def wrapped(self) -> Any:
        """Return the object that is watched. What is done to it directly is not taken down."""
        return self._driven

    def __getattr__(self, name: str) -> Any:
        """Return the attribute of the watched object."""
        if name in Watched.__slots__:
            raise AttributeError(f"{type(self).__name__} was not made by watch()")
        return getattr(self._driven, name)

    def __setattr__(self, name: str, value: object) -> None:
        """Set the attribute of the watched object."""
        setattr(self._driven, name, value)

    def __delattr__(self, name: str) -> None:
        """Delete the attribute of the watched object, which allows no such thing."""
        delattr(self._driven, name)

    def __dir__(self) -> list[str]:
        """Return the names of both objects' attributes."""
        return sorted({*object.__dir__(self), *dir(self._driven)})

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Refuse to be copied and pickled as the watched object refuses."""
        return self._driven.__reduce_ex__(protocol)

    def __repr__(self) -> str:
        """Return the kind and the name of what is watched."""
        kind = type(self._driven).__name__.replace("_", " ")
        return f"<Watched {kind} {self._driven.__qualname__}>"


class WatchedGenerator(Watched, Generator[T_yield, T_send, T_return]):
    """Stands in for a generator."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __next__(self) -> T_yield: ...
        def send(self, value: T_send, /) -> T_yield: ...
        def throw(self, *exception: Any) -> T_yield: ...
        def close(self) -> Any: ...

    else:
        __next__ = passed_on("__next__")
        send = passed_on("send")
        throw = passed_on("throw")
        close = passed_on("close", "returned")


class WatchedGeneratorCoroutine(WatchedGenerator[T_yield, T_send, T_return]):
    """Stands in for the iterator of an awaitable, or a generator that is one (types.coroutine)."""

    __slots__ = ()

    def __await__(self) -> Generator[T_yield, T_send, T_return]:
        """Return itself."""
        return self


class WatchedCoroutine(Watched, Coroutine[T_yield, T_send, T_return]):
    """Stands in for a coroutine."""

    __slots__ = ()

    if TYPE_CHECKING:

        def send(self, value: T_send, /) -> T_yield: ...
        def throw(self, *exception: Any) -> T_yield: ...
        def close(self) -> None: ...

    else:
        send = passed_on("send")
        throw = passed_on("throw")
        close = passed_on("close", "returned")

    def __await__(self) -> Generator[T_yield, T_send, T_return]:
        """Return an iterator that is taken down too.

        :raises RuntimeError: it is being awaited already.
        """
        if self._driven.cr_await is not None:
            raise RuntimeError("coroutine is being awaited already")
        return WatchedGeneratorCoroutine(self._driven.__await__(), self._recorder)


class Step(WatchedGeneratorCoroutine[T_yield, T_send, T_return]):
    """Stands in for what is awaited to get on with an async generator.

    What its methods return is on its way from what the generator awaits to the event loop.
    """

    __slots__ = ()

    if not TYPE_CHECKING:
        __next__ = passed_on("__next__", "awaited")
        send = passed_on("send", "awaited")
        throw = passed_on("throw", "awaited")


class WatchedAsyncGenerator(Watched, AsyncGenerator[T_yield, T_send]):
    """Stands in for an async generator."""

    __slots__ = ()

    if TYPE_CHECKING:

        def __anext__(self) -> Coroutine[Any, Any, T_yield]: ...
        def asend(self, value: T_send, /) -> Coroutine[Any, Any, T_yield]: ...
        def athrow(self, *exception: Any) -> Coroutine[Any, Any, T_yield]: ...
        def aclose(self) -> Coroutine[Any, Any, None]: ...

    else:
        __anext__ = making("__anext__", Step)
        asend = making("asend", Step)
        athrow = making("athrow", Step)
        aclose = making("aclose", Step)
