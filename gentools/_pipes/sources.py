"""The generator at the far end of a pipe, and how an exception gets there.

>>> fresh_generator([1, 2]).send(None)
1
"""

from collections.abc import Callable, Generator, Iterable
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
        return _delegating(cast("Source[T, Any, Any]", generator))
    if generator.gi_running or generator.gi_suspended or generator.gi_frame is None:
        state = "finished" if generator.gi_frame is None else "started"
        raise AlreadyStarted(
            f"generator {generator.__qualname__!r} is {state} already; give one that is not"
        )
    return cast("Generator[T, Any, Any]", generator)


def _delegating(iterator: Source[T, Any, Any]) -> Generator[T, Any, Any]:
    return (yield from iterator)


def passing_on(source: Generator[T, Any, Any], error: BaseException) -> Callable[[], T]:
    """Return what resumes *source* with *error*, as `yield from` does.

    To be made where the error was caught, and called when that `except` clause is over: an
    exception raised inside it would get *error* as its context.
    """
    # The entry of the frame that caught it; passing through, it will get one there anyway.
    caught = error.__traceback__
    error.__traceback__ = caught and caught.tb_next
    if isinstance(error, GeneratorExit):
        return partial(_close, source, error)
    return partial(source.throw, error)


def _close(source: Generator[T, Any, Any], error: GeneratorExit) -> T:
    source.close()
    context = error.__context__
    try:
        raise error
    finally:
        # `raise` makes what the caller is handling the context, which being thrown does not.
        error.__context__ = context
        # Its traceback has this frame in it now, which would keep both alive.
        del error
