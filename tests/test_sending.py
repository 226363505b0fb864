"""`echo`, `running_average` and `tally`: generators to send values to."""

import itertools
import math
from collections.abc import Generator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools import echo, running_average, tally

FINITE = st.floats(-1e100, 1e100)


def started(generator: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
    next(generator)
    return generator


@given(st.lists(st.sampled_from([None, 0, False, "", [], object()])))
def test_an_echo_is_the_very_object_that_was_sent(values: list[object]) -> None:
    answers = started(echo())
    assert all(answers.send(value) is value for value in values)


def test_an_echo_has_nothing_to_repeat_at_first() -> None:
    assert next(echo()) is None


def test_next_on_an_echo_repeats_the_none_that_next_sends() -> None:
    answers = started(echo())
    answers.send("hello")
    assert next(answers) is None


@pytest.mark.parametrize("make", [echo, running_average, tally])
def test_there_is_no_yield_to_send_to_before_the_first_next(make: Any) -> None:
    generator = make()
    with pytest.raises(TypeError, match="just-started generator"):
        generator.send(1)
    next(generator)
    assert generator.send(1) == 1


@given(st.lists(st.integers(), min_size=1))
def test_the_average_of_whole_numbers_is_exact_at_each_step(numbers: list[int]) -> None:
    average = started(running_average())
    for count, total in enumerate(itertools.accumulate(numbers), start=1):
        assert average.send(numbers[count - 1]) == float(Fraction(total, count))


@given(st.lists(FINITE, min_size=1))
def test_the_average_of_floats_is_close_to_the_exact_one(numbers: list[float]) -> None:
    average = started(running_average())
    *_, mean = map(average.send, numbers)
    size = max(map(abs, numbers))
    exact = math.fsum(numbers) / len(numbers)
    assert mean == pytest.approx(exact, rel=0, abs=1e-13 * size * len(numbers))


def test_there_is_no_average_of_no_numbers() -> None:
    average = running_average()
    assert next(average) is None
    assert next(average) is None


@given(st.lists(st.integers(), min_size=1), st.integers(1, 5))
def test_asking_for_the_average_again_adds_no_number(numbers: list[int], times: int) -> None:
    average = started(running_average())
    means = [average.send(number) for number in numbers]
    again = [next(average) for _ in range(times)]
    assert again == means[-1:] * times
    assert average.send(0) == sum(numbers) / (len(numbers) + 1)


def test_zero_is_a_number_to_average() -> None:
    average = started(running_average())
    assert [average.send(6), average.send(0)] == [6.0, 3.0]


@given(st.lists(st.integers()))
def test_a_tally_yields_each_total_and_returns_the_last(numbers: list[int]) -> None:
    totals = tally()
    assert [next(totals), *map(totals.send, numbers)] == [0, *itertools.accumulate(numbers)]
    with pytest.raises(StopIteration) as ending:
        totals.send(None)
    assert ending.value.value == sum(numbers)


def test_next_ends_a_tally_as_it_sends_none() -> None:
    totals = started(tally())
    totals.send(5)
    with pytest.raises(StopIteration) as ending:
        next(totals)
    assert ending.value.value == 5


def test_zero_does_not_end_a_tally() -> None:
    totals = started(tally())
    assert [totals.send(0), totals.send(3)] == [0, 3]


def test_a_for_loop_over_a_tally_sees_only_the_beginning() -> None:
    assert list(tally()) == [0]
