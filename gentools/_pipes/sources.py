"""The generator at the far end of a pipe, and how an exception gets there.

>>> fresh_generator([1, 2]).send(None)
1
"""

from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from types import GeneratorType
from typing import Any, cast

from gentools._pipes.bases import Source
from gentools._pipes.variables import T


class AlreadyStarted(AssertionError, ValueError):
    """A pipe was given a generator that has been started; gentools 1.2.2 had an assertion there."""


def fresh_generator(source: Iterable[T]) -> Generator[T, Any, Any]:
    """Return a generator for *source* which was not started.

    :param source: such a generator, or any other iterable.
    :raises AlreadyStarted: if it is a generator that was started, or finished.
    """
    generator = iter(source)
    if not isinstance(generator, GeneratorType):
        # `yield from` knows how to treat iterators without `send`, `throw` or `close`.
        return _delegating(_Iterated(generator))
    if generator.gi_running or generator.gi_suspended or generator.gi_frame is None:
        state = "finished" if generator.gi_frame is None else "started"
        raise AlreadyStarted(
            f"generator {generator.__qualname__!r} is {state} already; give one that is not"
        )
    return cast("Generator[T, Any, Any]", generator)


def _delegating(iterable: Iterable[T]) -> Generator[T, Any, Any]:
    return (yield from cast("Source[T, Any, Any]", iterable))


class _Iterated(Iterable[T]):
    """What an iterator came from; the iterator itself may have no `__iter__`."""

    def __init__(self, iterator: Iterator[T]) -> None:
        self.iterator = iterator

    def __iter__(self) -> Iterator[T]:
        return self.iterator


def passing_on(source: Generator[T, Any, Any], error: BaseException) -> Callable[[], T]:
    """Return what resumes *source* with *error*, as `yield from` does.

    To be made where the error was caught, and called when that `except` clause is over: an
    exception raised inside it would get *error* as its context.
    """
    # The entry of the frame that caught it; passing through, it will get one there anyway.
    caught = error.__traceback__
    error.__traceback__ = caught and caught.tb_next
    if isinstance(error, GeneratorExit):
        closing = _delegating(_Closing(source))
        next(closing)
        return partial(closing.throw, error)
    return partial(source.throw, error)


class _Closing(Iterator[Any]):
    """What `yield from` has to close when the source, which it did not start, is to be closed."""

    def __init__(self, source: Generator[Any, Any, Any]) -> None:
        self.close = source.close

    def __next__(self) -> None:
        """Stand where the source does."""
