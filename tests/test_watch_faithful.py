"""`watch`: what is watched behaves as if nobody watched."""

import sys
from typing import Any

from hypothesis import given, settings

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
def test_no_driver_sees_a_difference_with_snapshots_that_are_let_go_of(
    program: Program, around: list[Around], driver: list[Statement]
) -> None:
    quiet = without_noise(program)
    raw = log_of(quiet, around, driver, as_it_is)
    assert raw == log_of(quiet, around, driver, watch, let_go)
