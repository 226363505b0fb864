"""Generators to close, and what each makes of it."""

from collections.abc import Generator, Iterable

from gentools.types import T_return, T_yield


def tidy(log: list[str], items: Iterable[T_yield]) -> Generator[T_yield, None, None]:
    """Return a generator of *items* that writes its set-up and its clean-up into *log*.

    However it ends, by itself, by ``close``, by an exception or because nobody refers to it any
    more, the clean-up runs once. A generator that was never started has neither set up nor anything
    to clean up.

    :param log: the list that ``'set up'`` and ``'clean up'`` are appended to.
    :param items: what to yield in between.
    :yields: the items, one by one.
    :receives: nothing; a value that is sent is ignored.
    :returns: None.

    >>> log = []
    >>> letters = tidy(log, "abc")
    >>> log
    []
    >>> next(letters)
    'a'
    >>> log
    ['set up']
    >>> letters.close()
    >>> log
    ['set up', 'clean up']
    """
    log.append("set up")
    try:
        for item in items:  # noqa: UP028  (`yield from` would delegate to the items)
            yield item
    finally:
        log.append("clean up")


def stubborn(refusals: int = 1) -> Generator[str, None, None]:
    """Return a generator that yields on when it is told to close, *refusals* times.

    Start it with ``next``. Each refusal makes ``close`` raise :exc:`RuntimeError` and leaves the
    generator suspended. Once they are used up it can be closed. If it is dropped before that, the
    error has no caller to go to and goes to :func:`sys.unraisablehook`.

    :param refusals: how many times it ignores :class:`GeneratorExit`; with 0 it closes at once.
    :yields: ``'still here'``, each time it is resumed.
    :receives: nothing; a value that is sent is ignored.
    :returns: None. It never ends by itself.

    >>> guest = stubborn()
    >>> next(guest)
    'still here'
    >>> guest.close()
    Traceback (most recent call last):
      ...
    RuntimeError: generator ignored GeneratorExit
    >>> next(guest)
    'still here'
    >>> guest.close()
    """
    while True:
        try:
            yield "still here"
        except GeneratorExit:
            if refusals <= 0:
                raise
            refusals -= 1


def last_words(words: T_return) -> Generator[None, None, T_return]:
    """Return a generator that waits, and returns *words* when it is closed.

    Start it with ``next``. On Python 3.13 and later ``close`` then gives the words to its caller.
    Before 3.13 it gives None, and the words are lost. ``throw(GeneratorExit)`` brings them out as
    the value of ``StopIteration`` on every version.

    :param words: what to return.
    :yields: None, each time it is resumed.
    :receives: nothing; a value that is sent is ignored.
    :returns: *words*, when it is closed. It never ends by itself.

    >>> import sys
    >>> speaker = last_words("farewell")
    >>> next(speaker)
    >>> heard = speaker.close()
    >>> heard == ("farewell" if sys.version_info >= (3, 13) else None)
    True

    >>> speaker = last_words("farewell")
    >>> next(speaker)
    >>> speaker.throw(GeneratorExit)
    Traceback (most recent call last):
      ...
    StopIteration: farewell
    """
    try:
        while True:
            yield
    except GeneratorExit:
        return words
