"""The evaluation stack, told from what the memory of a frame holds behind it."""

import sys

import pytest

from gentools._look.layout import Place
from gentools._look.slots import Slot
from gentools._look.stack import Stack, lower_stack, whole_stack

OBJECT, MAYBE_NULL, EARLIER = Slot.OBJECT, Slot.MAYBE_NULL, Slot.EARLIER
NONE_STAYS = sys.version_info < (3, 13)
ERROR = ValueError("no")

up_to_3_12 = pytest.mark.up_to(3, 12, reason="since 3.13 no None stays behind")


def test_what_is_as_long_as_the_layout_says_is_the_stack_bottom_first() -> None:
    assert whole_stack(["a", "b"], Place((OBJECT, OBJECT))) == [Stack(("a", "b"))]
    assert whole_stack([], Place(())) == [Stack(())]


@pytest.mark.parametrize("rest", [[], ["a"], ["a", "b", "c"]])
def test_what_is_shorter_or_longer_than_the_layout_says_is_no_stack(rest: list[object]) -> None:
    assert whole_stack(rest, Place((OBJECT, OBJECT))) == []


def test_a_slot_that_may_be_null_may_be_left_out() -> None:
    place = Place((MAYBE_NULL, OBJECT))
    assert whole_stack(["a"], place) == [Stack(("a",))]
    assert whole_stack(["a", "b"], place) == [Stack(("a", "b"))]
    assert whole_stack(["a", "b", "c"], place) == []


def test_while_an_exception_is_handled_it_comes_last() -> None:
    place = Place((EARLIER, OBJECT))
    assert whole_stack([None, "a", ERROR], place) == [Stack((None, "a"), ERROR)]
    assert whole_stack([ERROR], Place((EARLIER,))) == []


@pytest.mark.parametrize("rest", [[], ["a"], [None, "a"], [None, "a", "b"], [None, "a", None]])
def test_without_the_exception_that_is_handled_nothing_is_known(rest: list[object]) -> None:
    assert whole_stack(rest, Place((EARLIER, OBJECT))) == []


def test_an_exception_of_any_class_is_one_and_what_only_says_so_is_none() -> None:
    class Liar:
        __class__ = ValueError  # type: ignore[assignment]

    place = Place((EARLIER,))
    interrupt = KeyboardInterrupt()
    assert whole_stack([None, interrupt], place) == [Stack((None,), interrupt)]
    assert whole_stack([None, Liar()], place) == []


def test_a_none_behind_the_stack_stays_up_to_3_12() -> None:
    left = [Stack(("a",))] if NONE_STAYS else []
    assert whole_stack(["a", None], Place((OBJECT,))) == left
    assert whole_stack([None], Place(())) == ([Stack(())] if NONE_STAYS else [])
    assert whole_stack(["a", "b"], Place((OBJECT,))) == []


@up_to_3_12
def test_a_none_may_be_on_a_stack_or_behind_it_where_a_null_may_be() -> None:
    found = whole_stack(["a", None], Place((MAYBE_NULL, OBJECT)))
    assert found == [Stack(("a", None)), Stack(("a",))]


def test_below_the_operands_a_stack_is_known_if_there_is_more_behind_it() -> None:
    place = Place((OBJECT, OBJECT))
    assert lower_stack(["a", "b", "operand"], place) == [Stack(("a", "b"))]
    assert lower_stack(["a", "b"], place) == [Stack(("a", "b"))]
    assert lower_stack(["a"], place) == []
    assert lower_stack([], Place(())) == []


@pytest.mark.parametrize("last", [None, ERROR])
def test_what_comes_last_may_belong_to_the_handling_of_an_exception(last: object) -> None:
    place = Place((OBJECT, OBJECT))
    assert lower_stack(["a", "b", last], place) == [Stack(("a", "b"))]
    assert lower_stack(["a", last], place) == []


def test_below_the_operands_nothing_is_known_where_a_null_may_be() -> None:
    place = Place((MAYBE_NULL, OBJECT))
    assert lower_stack(["a", "b", "c"], place) == []
