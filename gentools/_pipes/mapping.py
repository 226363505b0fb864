"""A function applied to what a generator yields, is sent or returns."""

from collections.abc import Callable, Generator, Iterable
from functools import partial
from typing import Any, overload

from gentools._pipes.bases import Source
from gentools._pipes.composition import identity
from gentools._pipes.naming import check_callable
from gentools._pipes.sources import fresh_generator, passing_on
from gentools._pipes.variables import A, T
from gentools.types import T_return, T_send, T_yield


@overload
def imap_yield(
    func: Callable[[A], T], gen: Source[A, T_send, T_return]
) -> Generator[T, T_send, T_return]: ...
@overload
def imap_yield(func: Callable[[A], T], gen: Iterable[A]) -> Generator[T, Any, Any]: ...
def imap_yield(func: Callable[[A], T], gen: Iterable[A]) -> Generator[T, Any, Any]:
    """Return a generator that yields what *func* makes of the items of *gen*.

    What is sent and thrown goes to *gen* as it is. If *func* raises, the exception is thrown into
    *gen*, at the ``yield`` that the item came from. It reaches the caller if *gen* lets it pass.

    :param func: takes an item, returns what to yield in its place.
    :param gen: a generator that was not started, or any other iterable. The first ``next`` starts
        it.
    :yields: the results of *func*.
    :receives: what *gen* receives.
    :returns: what *gen* returns.
    :raises TypeError: if *func* cannot be called; at the first ``next``, if *gen* is no iterable.
    :raises AssertionError: at the first ``next``, if *gen* is a generator that was started before.

    >>> from gentools import tally
    >>> prices = imap_yield("{:.2f}".format, tally())
    >>> next(prices), prices.send(5), prices.send(2.5)
    ('0.00', '5.00', '7.50')
    >>> prices.send(None)
    Traceback (most recent call last):
      ...
    StopIteration: 7.5
    """
    check_callable("imap_yield", func)
    return _mapped(gen, func, identity)


@overload
def imap_send(
    func: Callable[[A], T], gen: Source[T_yield, T, T_return]
) -> Generator[T_yield, A, T_return]: ...
@overload
def imap_send(func: Callable[[A], Any], gen: Iterable[T]) -> Generator[T, A, Any]: ...
def imap_send(func: Callable[[Any], Any], gen: Iterable[T]) -> Generator[T, Any, Any]:
    """Return a generator that sends to *gen* what *func* makes of the values sent.

    The ``next`` that starts it sends nothing. Each later ``next`` sends None, so *func* is called
    with None. If it returns None, *gen* is resumed by ``next``. If *func* raises, the exception is
    thrown into *gen*, at the ``yield`` that waits for the value.

    :param func: takes a value that was sent, returns what to send in its place.
    :param gen: a generator that was not started, or any other iterable. The first ``next`` starts
        it.
    :yields: what *gen* yields.
    :receives: what *func* takes.
    :returns: what *gen* returns.
    :raises TypeError: if *func* cannot be called; at the first ``next``, if *gen* is no iterable.
    :raises AssertionError: at the first ``next``, if *gen* is a generator that was started before.

    >>> from gentools import echo
    >>> answers = imap_send(repr, echo())
    >>> next(answers)
    >>> answers.send("hello")
    "'hello'"
    >>> next(answers)
    'None'
    """
    check_callable("imap_send", func)
    return _mapped(gen, identity, func)


@overload
def imap_return(
    func: Callable[[A], T], gen: Source[T_yield, T_send, A]
) -> Generator[T_yield, T_send, T]: ...
@overload
def imap_return(func: Callable[[Any], T], gen: Iterable[A]) -> Generator[A, Any, T]: ...
def imap_return(func: Callable[[Any], T], gen: Iterable[A]) -> Generator[A, Any, T]:
    """Return a generator that returns what *func* makes of what *gen* returns.

    *func* is called once, when *gen* returns, with None too. It is not called when *gen* is closed
    or ends by an exception.

    :param func: takes what *gen* returns, returns what to return in its place.
    :param gen: a generator that was not started, or any other iterable. The first ``next`` starts
        it.
    :yields: what *gen* yields.
    :receives: what *gen* receives.
    :returns: the result of *func*.
    :raises TypeError: if *func* cannot be called; at the first ``next``, if *gen* is no iterable.
    :raises AssertionError: at the first ``next``, if *gen* is a generator that was started before.

    >>> from gentools import sendreturn, tally
    >>> prices = imap_return("{:.2f}".format, tally())
    >>> next(prices), prices.send(5)
    (0, 5)
    >>> sendreturn(prices, None)
    '5.00'
    """
    check_callable("imap_return", func)
    return _with_result(gen, func)


def _mapped(
    gen: Iterable[Any], outgoing: Callable[[Any], Any], incoming: Callable[[Any], Any]
) -> Generator[Any, Any, Any]:
    source = fresh_generator(gen)
    # What passes is taken out of these to be used. Variables would keep it alive for as long as the
    # other side runs, and an exception for ever, since its traceback refers to this frame.
    items: list[Any] = []
    answers: list[Callable[[], Any]] = [partial(source.send, None)]
    while True:
        try:
            items.append(answers.pop()())
        except StopIteration as end:
            return end.value
        try:
            answers.append(partial(source.send, incoming((yield outgoing(items.pop())))))
        except BaseException as error:  # noqa: BLE001  (the source is to see it)
            answers.append(passing_on(source, error))


def _with_result(gen: Iterable[A], func: Callable[[Any], T]) -> Generator[A, Any, T]:
    return func((yield from fresh_generator(gen)))
