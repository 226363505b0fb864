"""`resilient`: a generator to throw exceptions into."""

import inspect

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools import resilient


def test_the_first_report_says_that_it_started() -> None:
    assert next(resilient()) == "started"


@given(st.lists(st.one_of(st.none(), st.integers(), st.text())))
def test_each_resumption_is_reported_for_what_it_is(values: list[object]) -> None:
    reports = resilient()
    next(reports)
    for value in values:
        assert reports.send(value) == f"received {value!r}"
        assert reports.throw(ValueError(value)) == f"caught {ValueError(value)!r}"


def test_next_is_reported_as_receiving_none() -> None:
    reports = resilient()
    next(reports)
    assert next(reports) == "received None"


def test_it_survives_being_thrown_at_again_and_again() -> None:
    reports = resilient()
    next(reports)
    thrown = [reports.throw(KeyError(number)) for number in range(3)]
    assert thrown == ["caught KeyError(0)", "caught KeyError(1)", "caught KeyError(2)"]


class Mute:
    def __repr__(self) -> str:
        raise ValueError("no words")


def test_what_cannot_be_reported_is_not_taken_for_something_thrown_in() -> None:
    reports = resilient()
    next(reports)
    with pytest.raises(ValueError, match="no words"):
        reports.send(Mute())


def test_an_exception_class_is_thrown_as_an_instance_of_it() -> None:
    reports = resilient()
    next(reports)
    assert reports.throw(ValueError) == "caught ValueError()"


def test_a_caught_exception_is_not_kept() -> None:
    reports = resilient()
    next(reports)
    reports.throw(ValueError("oops"))
    assert inspect.getgeneratorlocals(reports) == {
        "report": "caught ValueError('oops')",
    }


def test_what_is_thrown_before_the_first_next_ends_it() -> None:
    reports = resilient()
    oops = ValueError("oops")
    with pytest.raises(ValueError, match="oops") as raised:
        reports.throw(oops)
    assert raised.value is oops
    assert inspect.getgeneratorstate(reports) == inspect.GEN_CLOSED


@pytest.mark.parametrize("exception", [GeneratorExit, KeyboardInterrupt, SystemExit])
def test_a_base_exception_that_is_no_exception_ends_it(exception: type[BaseException]) -> None:
    reports = resilient()
    next(reports)
    with pytest.raises(exception):
        reports.throw(exception)
    assert inspect.getgeneratorstate(reports) == inspect.GEN_CLOSED


def test_close_ends_it() -> None:
    reports = resilient()
    next(reports)
    reports.close()
    assert inspect.getgeneratorstate(reports) == inspect.GEN_CLOSED
