"""A generator that leaves the work to another."""

from collections.abc import Generator

from gentools.types import T_return, T_send, T_yield


def delegating(inner: Generator[T_yield, T_send, T_return]) -> Generator[T_yield, T_send, T_return]:
    """Return a generator that delegates to *inner* and returns what *inner* returns.

    Once it is started, ``next``, ``send`` and ``throw`` reach *inner*, and what *inner* yields
    reaches the caller. ``close`` closes *inner* first; what *inner* returns then is lost, on every
    version.

    :param inner: the delegate, which is started by the first ``next``.
    :yields: what *inner* yields.
    :receives: what *inner* receives.
    :returns: what *inner* returns.

    >>> from gentools import last_words, tally
    >>> outer = delegating(tally())
    >>> next(outer)
    0
    >>> outer.send(5)
    5
    >>> outer.send(None)
    Traceback (most recent call last):
      ...
    StopIteration: 5

    >>> outer = delegating(last_words("farewell"))
    >>> next(outer)
    >>> print(outer.close())
    None
    """
    return (yield from inner)
