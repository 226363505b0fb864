"""`delegating`: a generator that leaves the work to another."""

import inspect
from types import GeneratorType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools import delegating, last_words, my_range, resilient, stubborn, tally, tidy


@given(st.integers(0, 30), st.integers(0, 50))
def test_what_is_yielded_comes_through_any_number_of_delegates(length: int, depth: int) -> None:
    numbers = my_range(0, length)
    for _ in range(depth):
        numbers = delegating(numbers)
    assert list(numbers) == list(range(length))


@given(st.lists(st.integers()))
def test_what_is_sent_and_returned_comes_through(numbers: list[int]) -> None:
    outer = delegating(tally())
    next(outer)
    for number in numbers:
        outer.send(number)
    with pytest.raises(StopIteration) as ending:
        outer.send(None)
    assert ending.value.value == sum(numbers)


def test_what_is_thrown_appears_in_the_delegate() -> None:
    outer = delegating(resilient())
    next(outer)
    assert outer.throw(ValueError("oops")) == "caught ValueError('oops')"
    assert next(outer) == "received None"


def test_close_closes_the_delegate() -> None:
    log: list[str] = []
    outer = delegating(tidy(log, "abc"))
    next(outer)
    outer.close()
    assert log == ["set up", "clean up"]


def test_what_the_delegate_returns_on_close_is_lost() -> None:
    outer = delegating(last_words("farewell"))
    next(outer)
    heard = outer.close()  # type: ignore[func-returns-value]
    assert heard is None


def test_a_delegate_that_refuses_to_close_outlives_what_delegated_to_it() -> None:
    inner = stubborn()
    outer = delegating(inner)
    next(outer)
    with pytest.raises(RuntimeError, match="ignored"):
        outer.close()
    assert inspect.getgeneratorstate(outer) == inspect.GEN_CLOSED
    assert inspect.getgeneratorstate(inner) == inspect.GEN_SUSPENDED


def test_the_delegate_is_started_by_the_first_next() -> None:
    inner = my_range(0, 3)
    outer = delegating(inner)
    assert inspect.getgeneratorstate(inner) == inspect.GEN_CREATED
    next(outer)
    assert inspect.getgeneratorstate(inner) == inspect.GEN_SUSPENDED


def test_a_delegate_is_left_alone_if_nothing_was_started() -> None:
    inner = my_range(0, 3)
    delegating(inner).close()
    assert inspect.getgeneratorstate(inner) == inspect.GEN_CREATED


def test_the_delegate_is_visible_while_both_are_suspended() -> None:
    inner = my_range(0, 3)
    outer = delegating(inner)
    next(outer)
    assert isinstance(outer, GeneratorType)
    assert outer.gi_yieldfrom is inner
