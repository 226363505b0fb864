"""The stacks that are recorded, compared with what really is in memory at each step."""

from __future__ import annotations

import ctypes
import inspect
import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType, SimpleNamespace
from typing import Any

import pytest

from gentools._look.layout import Layout
from gentools._record import stacks
from gentools._record.codes import Info
from gentools._record.frames import Live
from gentools._record.record import record
from gentools._record.recorder import Recorder
from tests import oracle
from tests.shapes import SHAPES
from tests.test_record_shortcuts import PROGRAMS

pytestmark = pytest.mark.filterwarnings("ignore")

VISIBLE = sys.version_info[:2] not in ((3, 12), (3, 13))
GENERATORS = {name: made for name, made in SHAPES.items() if inspect.isgeneratorfunction(made)}
ASYNC = """\
async def ticks():
    for n in range(3):
        yield n, await nothing()
async def nothing():
    return [1]
async def main():
    return [x async for x in ticks() if x], await nothing()
try:
    main().send(None)
except StopIteration:
    pass
"""


def object_at(address: int) -> object:
    return ctypes.cast(address, ctypes.py_object).value


class Witness:
    """Compares, and counts what it compared."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.wrong: list[tuple[object, ...]] = []

    def look(self, recorder: Recorder, live: Live, *, resumed: bool = False) -> None:
        generator = live.generator and live.generator()
        if generator is None or live.state in ("closed", "created"):
            return
        if not live.knows_stack:
            self.counts[f"{live.state}: unknown"] += 1
            return
        number = recorder.journal.values.number
        found = [number(object_at(address)) for address in oracle.read(generator).objects]
        found = found[:-1] if resumed else found  # what is sent is there already
        self.counts[live.state] += 1
        if found != live.stack:  # raised here, it would be an exception of the program
            self.wrong.append((live.state, live.info.ops.get(live.offset), live.stack, found))


@pytest.fixture
def witness(monkeypatch: pytest.MonkeyPatch) -> Witness:
    found = Witness()
    step: Callable[..., None] = Recorder.instruction
    go_on: Callable[..., None] = Recorder.resumed

    def instruction(recorder: Recorder, frame: FrameType, offset: int) -> None:
        step(recorder, frame, offset)
        for live in recorder.calls.recorded:
            if live.state == "suspended" or (live.state == "running" and VISIBLE):
                found.look(recorder, live)

    def resumed(recorder: Recorder, frame: FrameType, info: Info) -> None:
        live = recorder.calls.known(frame)
        if live is not None:
            found.look(recorder, live, resumed=True)
        go_on(recorder, frame, info)

    monkeypatch.setattr(Recorder, "instruction", instruction)
    monkeypatch.setattr(Recorder, "resumed", resumed)
    return found


def check(witness: Witness, program: Any) -> None:
    record(program, max_steps=2000)
    assert witness.wrong == []
    known = witness.counts["suspended"] + witness.counts["running"]
    assert known
    unknown = sum(count for words, count in witness.counts.items() if "unknown" in words)
    assert unknown <= known / 2  # a method that is loaded may be one object or two


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_stacks_of_a_program_are_those_in_memory(name: str, witness: Witness) -> None:
    check(witness, PROGRAMS[name])


def test_the_stacks_of_what_awaits_are_those_in_memory(witness: Witness) -> None:
    check(witness, ASYNC)


@pytest.mark.parametrize("name", GENERATORS)
def test_the_stacks_of_all_shapes_are_those_in_memory(name: str, witness: Witness) -> None:
    check(witness, GENERATORS[name])


def kinds_and_stacks(program: str) -> tuple[list[str], set[tuple[int, ...] | None]]:
    trace = record(program)
    assert trace.end.how == "finished"
    kinds: list[str] = [step.transfer.kind for step in trace if step.transfer]
    return kinds, {frame.stack for step in trace for frame in step.frames}


def test_where_instructions_are_not_known_only_the_stacks_are_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds, found = kinds_and_stacks(PROGRAMS["loop"])
    assert len(found) > 1
    monkeypatch.setattr(Layout, "before", lambda *_: None)
    assert kinds_and_stacks(PROGRAMS["loop"]) == (kinds, {None})


def test_where_what_a_generator_refers_to_is_not_known_only_the_stacks_are_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kinds, _ = kinds_and_stacks(PROGRAMS["loop"])
    monkeypatch.setattr(stacks, "gc", SimpleNamespace(get_referents=lambda _: []))
    assert kinds_and_stacks(PROGRAMS["loop"]) == (kinds, {None})
