"""Generators to send values to."""

from collections.abc import Generator
from typing import Any


def echo() -> Generator[Any, Any, None]:
    """Return a generator that yields back what it was last sent.

    The first ``next`` starts it and gives None, as nothing has been sent by then. A later ``next``
    sends None, so None is what comes back.

    :yields: the very object that resumed it.
    :receives: any object. Before the first ``next``, only None: there is no ``yield`` yet whose
        value an object could become.
    :returns: None. It never ends by itself; ``close`` ends it.

    >>> answers = echo()
    >>> next(answers)
    >>> answers.send("hello")
    'hello'
    >>> next(answers)
    """
    received: Any = None
    while True:
        received = yield received


def running_average() -> Generator[float | None, float | None, None]:
    """Return a generator that takes numbers and yields the mean of all so far.

    Start it with ``next``, then send the numbers. A later ``next`` asks for the mean again and
    adds no number.

    :yields: the sum of the numbers sent so far, divided by how many they are; None before the
        first of them.
    :receives: a number to take into the mean, or None to ask again.
    :returns: None. It never ends by itself; ``close`` ends it.

    >>> average = running_average()
    >>> next(average)
    >>> average.send(10)
    10.0
    >>> average.send(20)
    15.0
    >>> next(average)
    15.0
    """
    total: float = 0
    count = 0
    mean = None
    while True:
        number = yield mean
        if number is not None:
            total += number
            count += 1
            mean = total / count


def tally() -> Generator[float, float | None, float]:
    """Return a generator that adds up what it is sent, until it is sent None.

    Start it with ``next``, then send the numbers. Another ``next`` sends None and so ends it.

    :yields: the total so far, beginning with 0.
    :receives: a number to add, or None to end.
    :returns: the total, which ``StopIteration`` carries as its ``value``.

    >>> prices = tally()
    >>> next(prices)
    0
    >>> prices.send(5)
    5
    >>> prices.send(7)
    12
    >>> prices.send(None)
    Traceback (most recent call last):
      ...
    StopIteration: 12
    """
    total: float = 0
    while True:
        number = yield total
        if number is None:
            return total
        total += number
