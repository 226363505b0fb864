"""A picture is of one moment, though the object may be resumed while it is taken."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from gentools import snapshot
from gentools._look.contents import contents


def counting() -> Iterator[int]:
    yield 0
    yield 1
    yield 2
    yield 3
    yield 4
    yield 5


def meanwhile(
    monkeypatch: pytest.MonkeyPatch, act: Callable[[Any], Any], times: int
) -> list[object]:
    """Let *act* be done to an object so many times, each while a picture of it is taken."""
    done: list[object] = []

    def contents_of(suspendable: Any, *arguments: Any) -> Any:
        held = contents(suspendable, *arguments)
        if len(done) < times:
            done.append(suspendable)
            act(suspendable)
        return held

    monkeypatch.setattr("gentools._look.capture.contents", contents_of)
    return done


@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_what_is_resumed_meanwhile_is_looked_at_again(
    times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = counting()
    first = next(generator)
    meanwhile(monkeypatch, next, times)
    seen = snapshot(generator)
    assert seen.state == "GEN_SUSPENDED"
    assert seen.expression == f"yield {first + times}"


def test_of_what_is_resumed_all_the_time_nothing_is_told_but_that_it_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    generator = counting()
    next(generator)
    done = meanwhile(monkeypatch, next, 10)
    seen = snapshot(generator)
    assert len(done) == 4
    assert (seen.state, seen.stack, seen.exact, dict(seen.locals)) == (
        "GEN_RUNNING",
        None,
        False,
        {},
    )
    assert (seen.lineno, seen.instruction, seen.handling, seen.caller) == (None, None, None, None)


def test_what_is_closed_meanwhile_is_told_to_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = counting()
    next(generator)
    meanwhile(monkeypatch, lambda suspended: suspended.close(), 1)
    seen = snapshot(generator)
    assert (seen.state, seen.stack, seen.lineno) == ("GEN_CLOSED", (), None)


def test_what_is_started_meanwhile_is_not_told_to_be_new(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = counting()
    meanwhile(monkeypatch, next, 1)
    assert snapshot(generator).expression == "yield 0"
