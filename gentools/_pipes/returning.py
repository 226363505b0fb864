"""The last value sent to a generator, in exchange for what it returns."""

from collections.abc import Generator
from typing import Any

from gentools.types import T_return, T_send


def sendreturn(gen: Generator[Any, T_send, T_return], value: T_send) -> T_return:
    """Return what *gen* returns when *value* is sent to it.

    :param gen: a generator that waits for its last value. Anything with a ``send`` method will do.
    :param value: what to send. A generator that was not started takes None only.
    :returns: the value of the :exc:`StopIteration`. A generator that is finished already gives
        None, just as one that returns None does: the two cannot be told apart here.
    :raises RuntimeError: if *gen* yields instead. What it yielded is the ``item`` of the error.
        The generator is not closed; it goes on from there.

    >>> from gentools import tally
    >>> prices = tally()
    >>> next(prices), prices.send(5), prices.send(7)
    (0, 5, 12)
    >>> sendreturn(prices, None)
    12

    One number more is not the end, and the new total is not lost:

    >>> prices = tally()
    >>> next(prices)
    0
    >>> try:
    ...     sendreturn(prices, 5)
    ... except RuntimeError as error:
    ...     print(error, error.item)
    generator did not return as expected 5
    """
    try:
        item = gen.send(value)
    except StopIteration as end:
        result: T_return = end.value
        return result
    raise _did_not_return(item)


def _did_not_return(item: object) -> RuntimeError:
    error = RuntimeError("generator did not return as expected")
    vars(error)["item"] = item
    return error
