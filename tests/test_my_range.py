"""`my_range`: the generator that the book begins with."""

import inspect
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools import my_range

NUMBERS = st.integers(-(2**70), 2**70)


@given(NUMBERS, st.integers(-5, 100))
def test_it_counts_as_range_does(start: int, length: int) -> None:
    assert list(my_range(start, start + length)) == list(range(start, start + length))


@given(NUMBERS, NUMBERS, st.integers(0, 20))
def test_it_begins_as_range_does_however_far_away_the_end_is(
    start: int, end: int, count: int
) -> None:
    beginning = list(itertools.islice(my_range(start, end), count))
    assert beginning == list(itertools.islice(range(start, end), count))


def test_the_call_runs_nothing() -> None:
    assert inspect.getgeneratorstate(my_range(0, 3)) == inspect.GEN_CREATED


def test_a_number_is_made_when_it_is_asked_for() -> None:
    numbers = my_range(0, 10**100)
    assert [next(numbers), next(numbers)] == [0, 1]


def test_one_pass_uses_it_up() -> None:
    numbers = my_range(0, 3)
    assert list(numbers) == [0, 1, 2]
    assert list(numbers) == []


def test_a_value_that_is_sent_changes_nothing() -> None:
    numbers = my_range(0, 3)
    next(numbers)
    assert numbers.send(7) == 1  # type: ignore[arg-type]  # the type says so too


def test_arguments_that_cannot_be_compared_are_noticed_at_the_first_next() -> None:
    numbers = my_range("0", 3)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not supported between"):
        next(numbers)
