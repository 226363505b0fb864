"""A picture is of one moment, though the object may run, or be resumed while it is taken."""

import _thread
import sys
import threading
import types
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest

from gentools import Snapshot, delegating, snapshot
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

    def contents_of(suspendable: Any, *arguments: Any, **named: Any) -> Any:
        held = contents(suspendable, *arguments, **named)
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


@pytest.mark.parametrize("begun", [True, False])
def test_what_is_closed_meanwhile_is_told_to_be_closed(
    begun: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = counting()
    if begun:
        next(generator)
    meanwhile(monkeypatch, lambda suspended: suspended.close(), 1)
    seen = snapshot(generator)
    assert (seen.state, seen.stack, seen.lineno) == ("GEN_CLOSED", (), None)


def test_what_is_started_meanwhile_is_not_told_to_be_new(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = counting()
    meanwhile(monkeypatch, next, 1)
    assert snapshot(generator).expression == "yield 0"


class Elsewhere:
    """Another thread, which runs nothing but what resumes something, and waits in there."""

    def __init__(self) -> None:
        self.inside, self.let_go = threading.Event(), threading.Event()

    def start(self, resume: Callable[..., object], *arguments: object) -> None:
        _thread.start_new_thread(resume, arguments)
        assert self.inside.wait(60)

    def wait(self) -> None:
        self.inside.set()
        assert self.let_go.wait(60)


@pytest.mark.native
def test_what_another_thread_has_resumed_there_may_have_no_caller() -> None:
    def waiting() -> Iterator[None]:
        elsewhere.wait()
        yield

    elsewhere, generator = Elsewhere(), waiting()
    elsewhere.start(next, generator)
    seen = snapshot(generator)
    elsewhere.let_go.set()
    assert (seen.state, seen.caller) == ("GEN_RUNNING", None)


@pytest.mark.native
def test_which_exception_is_handled_in_another_thread_is_not_told() -> None:
    def handling() -> Iterator[None]:
        try:
            int("no")
        except ValueError:
            elsewhere.wait()
        yield

    elsewhere, generator = Elsewhere(), handling()
    elsewhere.start(next, generator)
    seen = snapshot(generator)
    elsewhere.let_go.set()
    assert (seen.state, seen.handling, seen.stack) == ("GEN_RUNNING", None, None)


@pytest.mark.native
def test_what_runs_since_a_moment_where_it_was_suspended_is_told_to_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While something is thrown into its delegate, its frame stands where it stood."""

    def catching() -> Generator[int, None, None]:
        try:
            yield 0
        except KeyError:
            elsewhere.wait()
            yield 1

    elsewhere, generator = Elsewhere(), delegating(catching())
    next(generator)
    meanwhile(monkeypatch, lambda outer: elsewhere.start(outer.throw, KeyError()), 1)
    seen = snapshot(generator)
    elsewhere.let_go.set()
    assert (seen.state, seen.stack) == ("GEN_RUNNING", None)


def test_an_exception_that_a_variable_holds_is_not_told_to_be_handled() -> None:
    def holding(look: Callable[[], Snapshot], _: Exception) -> Iterator[Snapshot]:
        yield look()

    generator = holding(lambda: snapshot(generator), ValueError())
    assert next(generator).handling is None


def test_nothing_but_an_exception_is_told_to_be_handled(monkeypatch: pytest.MonkeyPatch) -> None:
    def handling() -> Iterator[Snapshot]:
        try:
            int("no")
        except ValueError:
            yield snapshot(generator)

    monkeypatch.setattr("gentools._look.capture.memory", lambda *_: (["no exception"], 0))
    generator = handling()
    assert next(generator).handling is None


def test_what_is_on_the_stack_of_a_running_generator_is_no_delegate_and_may_not_be_all() -> None:
    def holding(first: object) -> Iterator[Any]:
        yield [first, snapshot(generator)]

    generator = holding("first")
    seen = next(generator)[1]
    assert (seen.delegate, seen.exact) == (None, False)


def made_anew(function: Callable[..., Any], *, known: bool, patch: pytest.MonkeyPatch) -> Any:
    """Return *function* with code that was never looked at; that of `del` is known or is not."""
    if not known:
        patch.delitem(sys.modules["gentools._look.slots"]._LEAVING, "DELETE_FAST")
    code, names = function.__code__.replace(), function.__globals__
    return types.FunctionType(code, names, closure=function.__closure__)


@pytest.mark.parametrize("known", [True, False])
def test_where_code_is_not_known_neither_stack_nor_exception_is_told_of_what_runs(
    known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handling(number: int) -> Iterator[Snapshot]:
        try:
            int("no")
        except ValueError:
            del number
            yield snapshot(generator)

    generator = made_anew(handling, known=known, patch=monkeypatch)(1)
    seen = next(generator)
    assert (type(seen.handling) is ValueError) == known
    assert known or seen.stack is None
    assert seen.caller is not None


@pytest.mark.parametrize("known", [True, False])
def test_a_function_whose_code_is_not_known_may_handle_an_exception(
    known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def handling() -> Iterator[Snapshot]:
        try:
            int("no")
        except ValueError:
            yield look(1)

    def looking(number: int) -> Snapshot:
        del number
        return snapshot(generator)

    look = made_anew(looking, known=known, patch=monkeypatch)
    generator = handling()
    assert (type(next(generator).handling) is ValueError) == known
