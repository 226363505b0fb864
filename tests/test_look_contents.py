"""What is in a frame is told if there is one way to read it, and not guessed if there is none."""

import dis
import sys
from collections.abc import Generator
from types import FrameType
from typing import Any

import pytest

from gentools import Snapshot, delegating, my_range, snapshot
from gentools._look.contents import contents
from gentools._look.memory import memory
from gentools._look.spots import Spot, spots

#: Is the stack of a frame that runs told of?
VISIBLE = not (3, 12) <= sys.version_info[:2] <= (3, 13)


def spot_of(generator: Any) -> Spot:
    frame = generator.gi_frame
    return spots(frame.f_code).suspended(frame.f_lasti)


def test_where_the_memory_holds_something_else_than_the_variables_there_is_no_stack(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def spoiled(generator: Any, code: Any) -> Any:
        referents, start = memory(generator, code)
        return [*referents[:start], object(), *referents[start + 1 :]], start

    def with_an_unbound_variable(start: int) -> Generator[int, None, int]:
        yield start
        later = start
        return later

    generator: Any = with_an_unbound_variable(7)
    next(generator)
    monkeypatch.setattr("gentools._look.contents.memory", spoiled)
    found = contents(generator, generator.gi_frame, spot_of(generator))
    assert found["stack"] is None
    assert found["locals"] == {"start": 7}


def test_what_is_delegated_to_is_on_top_of_the_stack_or_the_stack_is_not_known() -> None:
    def passing(first: object, inner: Any) -> Generator[Any, Any, Any]:
        return [first, (yield from inner)]

    inner: Any = my_range(0, 3)
    generator: Any = passing(object(), inner)
    next(generator)
    frame, spot = generator.gi_frame, spot_of(generator)
    stack = contents(generator, frame, spot, inner)["stack"]
    assert stack is not None and stack[-1] is inner and len(stack) == 2
    assert contents(generator, frame, spot, stack[0])["stack"] is None


def test_an_empty_stack_has_nothing_delegated_to_on_top() -> None:
    generator: Any = my_range(0, 3)
    next(generator)
    frame, spot = generator.gi_frame, spot_of(generator)
    assert contents(generator, frame, spot)["stack"] == ()
    assert contents(generator, frame, spot, object())["stack"] is None


def test_a_plain_frame_is_read_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def waiting(first: int, second: str) -> Generator[Any, Any, Any]:
        return [first, (yield second)]

    inner = waiting(1, "inner")
    created, suspended, outer = waiting(1, "a"), waiting(1, "b"), delegating(inner)
    next(suspended)
    next(outer)
    monkeypatch.delattr("gentools._look.contents._readings")
    assert snapshot(created).stack == ()
    assert snapshot(suspended).stack == (1,)
    assert snapshot(outer).stack == (inner,)
    assert dict(snapshot(suspended).locals) == {"first": 1, "second": "b"}


@pytest.mark.since(3, 13, reason="up to 3.12 a None may be left behind by an exception")
def test_a_frame_that_holds_a_none_last_is_plain_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def waiting(first: int, second: object) -> Generator[object, Any, None]:
        yield first

    generator = waiting(1, None)
    next(generator)
    monkeypatch.delattr("gentools._look.contents._readings")
    assert dict(snapshot(generator).locals) == {"first": 1, "second": None}


def test_a_variable_that_holds_its_own_cell_is_told_to_be_in_it() -> None:
    def sharing() -> Generator[Any, None, None]:
        shared: Any = None
        shared = (lambda: shared).__closure__[0]  # type: ignore[index]
        yield shared

    generator = sharing()
    cell = next(generator)
    seen = snapshot(generator)
    assert seen.locals["shared"] is cell
    assert seen.cells["shared"] is cell
    assert seen.stack == ()


@pytest.mark.up_to(3, 11, reason="from 3.12 to 3.13 nothing is told of a stack that is in use")
def test_of_a_running_frame_the_stack_below_the_operands_is_told() -> None:
    def looking(first: object) -> Generator[Any, None, None]:
        yield [first, snapshot(generator)]

    first = object()
    generator = looking(first)
    [_, seen] = next(generator)
    assert seen.stack == (first,)


def seen_at(generator: Any, name: str) -> list[Snapshot]:
    """Resume *generator*; return the snapshots taken where it is about to run that instruction."""
    code = generator.gi_code
    places = {op.offset for op in dis.get_instructions(code) if op.opname == name}
    seen: list[Snapshot] = []

    def trace(frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code is code and event == "opcode" and frame.f_lasti in places:
            seen.append(snapshot(generator))
        return trace

    before = sys.gettrace()
    generator.gi_frame.f_trace_opcodes = True
    sys.settrace(trace)
    try:
        next(generator)
    finally:
        sys.settrace(before)
    return seen


def test_the_operands_of_a_running_instruction_are_not_told_with_the_stack() -> None:
    def adding(first: object, number: int) -> Generator[Any, None, None]:
        yield first
        yield [first, number + number]

    first = object()
    generator = adding(first, 2)
    next(generator)
    [seen] = seen_at(generator, "BINARY_OP")
    assert seen.expression == "number + number"
    assert seen.stack == ((first,) if VISIBLE else None)


def test_where_nothing_is_told_of_a_running_frame_its_stack_is_not_taken_for_empty() -> None:
    def looking() -> Generator[Snapshot, None, None]:
        yield snapshot(running[0])

    running = [looking()]
    assert next(running[0]).stack is None
