"""`watch`: what is watched behaves as if nobody watched."""

import gc
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings

from gentools import watch
from tests.watch_programs import (
    Around,
    Program,
    Statement,
    arounds,
    calls,
    log_of,
    programs,
)

# A program may end in a cycle with its own error, and raise another one when that is collected.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(autouse=True)
def nothing_left() -> Iterator[None]:
    """Collect such programs here, so that they fail no other test."""
    yield
    gc.collect()


def as_it_is(generator: Any) -> Any:
    return generator


def watched(generator: Any) -> Any:
    return watch(generator, snapshots=False)


def without_noise(program: Program) -> Program:
    """A snapshot keeps the values of local variables alive, so these would be gone later."""
    return [
        tuple(without_noise(part) if isinstance(part, list) else part for part in statement)
        for statement in program
        if statement[0] != "noisy"
    ] or [("yield", 0)]


def let_go(watched: Any) -> None:
    watched.transcript.clear()


@settings(max_examples=20 if sys.platform == "emscripten" else 500)
@given(programs, arounds, calls)
def test_no_driver_sees_a_difference(
    program: Program, around: list[Around], driver: list[Statement]
) -> None:
    assert log_of(program, around, driver, as_it_is) == log_of(program, around, driver, watched)


@given(programs, arounds, calls)
@example(  # it resumes itself, so it is looked at while it runs
    [("yield", 0), ("yield", 0), ("except", 3, [("enter", False), ("yield", 0)], [("yield", 0)])],
    [],
    [("next",), ("for",)],
)
def test_no_driver_sees_a_difference_with_snapshots_that_are_let_go_of(
    program: Program, around: list[Around], driver: list[Statement]
) -> None:
    quiet = without_noise(program)
    raw = log_of(quiet, around, driver, as_it_is)
    assert raw == log_of(quiet, around, driver, watch, let_go)
