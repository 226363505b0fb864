"""A generator in the middle: one that talks to the caller about each item of another."""

from collections.abc import Callable, Generator, Iterable
from functools import partial
from typing import Any, cast, overload

from gentools._pipes.bases import Source
from gentools._pipes.naming import check_callable
from gentools._pipes.sources import fresh_generator, passing_on
from gentools._pipes.variables import A, B, T
from gentools.types import T_return, T_send, T_yield


@overload
def irelay(
    gen: Source[A, B, T_return], thru: Callable[[A], Source[T_yield, T_send, B]]
) -> Generator[T_yield, T_send, T_return]: ...
@overload
def irelay(gen: Iterable[A], thru: Callable[[A], Iterable[T]]) -> Generator[T, Any, Any]: ...
def irelay(gen: Iterable[A], thru: Callable[[A], Iterable[T]]) -> Generator[T, Any, Any]:
    """Return a generator that hands each item of *gen* to a generator made by *thru*.

    ``thru(item)`` talks to the caller in place of *gen* until it returns. What it returns is sent
    to *gen*, which yields the next item in answer. What is thrown goes to the generator of *thru*
    first. An exception that leaves it is thrown into *gen*, and reaches the caller if *gen* lets it
    pass too. ``close`` closes the generator of *thru* first.

    :param gen: a generator that was not started, or any other iterable. The first ``next`` starts
        it.
    :param thru: takes an item, returns a generator or any other iterable.
    :yields: what the generators of *thru* yield.
    :receives: what the generators of *thru* receive.
    :returns: what *gen* returns.
    :raises TypeError: if *thru* cannot be called; at the first ``next``, if *gen* is no iterable.
    :raises AssertionError: at the first ``next``, if *gen* is a generator that was started before.

    >>> from gentools import tally
    >>> def ask_for_a_number(total):
    ...     answer = yield f"{total} so far"
    ...     while answer is not None and not answer.isdecimal():
    ...         answer = yield "a number, please"
    ...     return answer and int(answer)
    >>> prices = irelay(tally(), ask_for_a_number)
    >>> next(prices), prices.send("ten"), prices.send("10")
    ('0 so far', 'a number, please', '10 so far')
    >>> next(prices)
    Traceback (most recent call last):
      ...
    StopIteration: 10
    """
    check_callable("irelay", thru)
    return _relayed(gen, cast("Callable[[Any], Source[Any, Any, Any]]", thru))


def _relayed(
    gen: Iterable[Any], thru: Callable[[Any], Source[Any, Any, Any]]
) -> Generator[Any, Any, Any]:
    source = fresh_generator(gen)
    items: list[Any] = []  # lists for the reason given in `mapping`
    answers: list[Callable[[], Any]] = [partial(source.send, None)]
    while True:
        try:
            items.append(answers.pop()())
        except StopIteration as end:
            return end.value
        try:
            answers.append(partial(source.send, (yield from thru(items.pop()))))
        except BaseException as error:  # noqa: BLE001  (the source is to see it)
            answers.append(passing_on(source, error))
