"""`tidy`, `stubborn` and `last_words`: generators to close, and what each makes of it."""

import gc
import inspect
import sys
from types import GeneratorType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools import last_words, stubborn, tidy


@given(st.lists(st.integers()))
def test_a_tidy_generator_yields_its_items_between_set_up_and_clean_up(items: list[int]) -> None:
    log: list[str] = []
    yielded = []
    for item in tidy(log, items):
        assert log == ["set up"]
        yielded.append(item)
    assert yielded == items
    assert log == ["set up", "clean up"]


def test_a_tidy_generator_that_is_closed_cleans_up_once() -> None:
    log: list[str] = []
    letters = tidy(log, "abc")
    next(letters)
    letters.close()
    letters.close()
    assert log == ["set up", "clean up"]


def test_a_tidy_generator_cleans_up_when_an_exception_is_thrown_in() -> None:
    log: list[str] = []
    letters = tidy(log, "abc")
    next(letters)
    with pytest.raises(ValueError, match="oops"):
        letters.throw(ValueError("oops"))
    assert log == ["set up", "clean up"]


def test_a_tidy_generator_cleans_up_when_its_items_raise() -> None:
    log: list[str] = []
    quotients = tidy(log, (1 // number for number in (1, 0)))
    assert next(quotients) == 1
    with pytest.raises(ZeroDivisionError):
        next(quotients)
    assert log == ["set up", "clean up"]


def test_a_tidy_generator_cleans_up_when_it_is_dropped() -> None:
    log: list[str] = []
    letters = tidy(log, "abc")
    next(letters)
    del letters
    gc.collect()
    assert log == ["set up", "clean up"]


def test_a_tidy_generator_that_was_never_started_does_neither() -> None:
    log: list[str] = []
    tidy(log, "abc").close()
    assert log == []


def test_a_tidy_generator_does_not_delegate_to_its_items() -> None:
    letters = tidy([], (letter for letter in "abc"))
    next(letters)
    assert isinstance(letters, GeneratorType)
    assert letters.gi_yieldfrom is None


@given(st.integers(0, 10))
def test_a_stubborn_generator_refuses_as_often_as_it_is_told(refusals: int) -> None:
    guest = stubborn(refusals)
    next(guest)
    for _ in range(refusals):
        with pytest.raises(RuntimeError, match="generator ignored GeneratorExit"):
            guest.close()
        assert inspect.getgeneratorstate(guest) == inspect.GEN_SUSPENDED
        assert next(guest) == "still here"
    guest.close()
    assert inspect.getgeneratorstate(guest) == inspect.GEN_CLOSED


def test_a_stubborn_generator_refuses_once_unless_told() -> None:
    guest = stubborn()
    next(guest)
    with pytest.raises(RuntimeError, match="ignored"):
        guest.close()
    guest.close()


def test_a_stubborn_generator_that_is_dropped_gives_in_silently_when_no_refusal_is_left() -> None:
    guest = stubborn()
    next(guest)
    with pytest.raises(RuntimeError, match="ignored"):
        guest.close()
    del guest  # an error here would be an unraisable one, and fail this test
    gc.collect()


def test_a_stubborn_generator_dropped_with_a_refusal_left_has_no_caller_to_tell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    errors: list[BaseException | None] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda error: errors.append(error.exc_value))
    guest = stubborn()
    next(guest)
    del guest
    gc.collect()
    assert [str(error) for error in errors] == ["generator ignored GeneratorExit"]


def test_a_stubborn_generator_without_refusals_lets_generator_exit_pass() -> None:
    guest = stubborn(0)
    next(guest)
    with pytest.raises(GeneratorExit):
        guest.throw(GeneratorExit)


def test_a_stubborn_generator_takes_no_interest_in_other_exceptions() -> None:
    guest = stubborn()
    next(guest)
    with pytest.raises(ValueError, match="oops"):
        guest.throw(ValueError("oops"))


def test_a_stubborn_generator_that_was_never_started_closes() -> None:
    guest = stubborn()
    guest.close()
    assert inspect.getgeneratorstate(guest) == inspect.GEN_CLOSED


def test_close_gives_the_last_words_from_3_13_on() -> None:
    speaker = last_words("farewell")
    next(speaker)
    heard = speaker.close()  # type: ignore[func-returns-value]  # it does, from 3.13 on
    assert heard == ("farewell" if sys.version_info >= (3, 13) else None)


def test_a_thrown_generator_exit_brings_out_the_last_words_on_every_version() -> None:
    words = ["farewell"]
    speaker = last_words(words)
    next(speaker)
    with pytest.raises(StopIteration) as ending:
        speaker.throw(GeneratorExit)
    assert ending.value.value is words


def test_there_are_no_last_words_without_a_first_next() -> None:
    heard = last_words("farewell").close()  # type: ignore[func-returns-value]
    assert heard is None


def test_a_speaker_waits_as_long_as_it_is_resumed() -> None:
    speaker = last_words("farewell")
    assert [next(speaker) for _ in range(3)] == [None, None, None]
