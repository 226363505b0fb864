"""Recordings of calls that come from where nothing is recorded, or by ways that are not plain."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from gentools._record.model import Trace
from gentools._record.record import record

BY = ("opcode", "line", "transfer")


def told(trace: Trace) -> list[tuple[str, str | None]]:
    """Return kind and way of each transfer, but for the module's own and what is made."""
    found = [step.transfer for step in trace if step.transfer]
    return [(one.kind, one.how) for one in found[1:-1] if one.kind != "create"]


@pytest.mark.parametrize("by", BY)
def test_a_generator_is_shown_by_the_name_that_it_was_given(by: str) -> None:
    source = "def g():\n    yield 1\ng.__name__ = 'renamed'\na = g()\nnext(a)\nb = 1\n"
    trace = record(source, by=by)  # type: ignore[arg-type]
    assert {frame.name for frame in trace[-1].frames} == {"<module>", "renamed"}


def test_a_generator_that_is_asked_by_c_code_is_asked_by_the_name_of_that() -> None:
    source = "def g():\n    yield 1\na = sorted(g())\nb = dict.fromkeys(g())\n"
    starts = [how for kind, how in told(record(source, by="transfer")) if kind == "start"]
    assert starts == ["sorted()", "fromkeys()"]


def test_a_generator_that_is_asked_by_what_has_no_name_is_asked_by_nobody_in_words() -> None:
    source = "def g():\n    yield 1\nways = [next]\na = ways[0](g())\n"
    [start] = [item for item in told(record(source, by="transfer")) if item[0] == "start"]
    assert start == ("start", None)


@pytest.mark.native
@pytest.mark.parametrize("by", BY)
def test_a_generator_made_by_another_thread_is_shown_when_it_comes_into_sight(by: str) -> None:
    source = (
        "import threading\ndef g():\n    x = 1\n    yield x\n    yield 2\nfound = []\n"
        "def work():\n    a = g()\n    next(a)\n    found.append(a)\n"
        "t = threading.Thread(target=work)\nt.start()\nt.join()\n"
        "a = found.pop()\nb = next(a)\nprint(b)\n"
    )
    trace = record(source, by=by)  # type: ignore[arg-type]
    assert trace.end.how == "finished"
    assert trace.printed == "2\n"
    assert "work" not in {frame.name for step in trace for frame in step.frames}
    assert ("next", "next()") in told(trace)


@pytest.mark.native
@pytest.mark.parametrize("by", BY)
def test_a_generator_that_never_came_into_sight_is_shown_when_it_is_resumed(by: str) -> None:
    source = (
        "import threading, itertools\ndef g():\n    yield 1\n    yield 2\nfound = []\n"
        "def work():\n    a = g()\n    next(a)\n    found.append(itertools.chain(a))\n"
        "t = threading.Thread(target=work)\nt.start()\nt.join()\n"
        "b = next(found[0])\nprint(b)\n"
    )
    trace = record(source, by=by)  # type: ignore[arg-type]
    assert trace.end.how == "finished"
    assert trace.printed == "2\n"
    assert [kind for kind, _ in told(trace) if kind in ("next", "yield")] == ["next", "yield"]


@pytest.mark.native
@pytest.mark.parametrize("by", BY)
def test_a_generator_that_never_came_into_sight_has_its_variables_when_it_is_resumed(
    by: str,
) -> None:
    source = (
        "import threading, itertools\ndef g():\n    x = 1\n    yield x\n    yield x\nfound = []\n"
        "def work():\n    a = g()\n    next(a)\n    found.append(itertools.chain(a))\n"
        "t = threading.Thread(target=work)\nt.start()\nt.join()\nb = next(found[0])\n"
    )
    [step] = [
        step
        for step in record(source, by=by)  # type: ignore[arg-type]
        if step.transfer and step.transfer.kind == "next"
    ]
    assert {name: step.value(number).text for name, number in step.frame.locals.items()} == {
        "x": "1"
    }
    assert "; `None` is sent, " in step.sentence


@pytest.mark.native
@pytest.mark.parametrize("by", BY)
def test_a_program_that_uses_threads_in_every_way_has_only_its_own_steps(by: str) -> None:
    source = (
        "import threading\ndef g():\n    try:\n        yield 1\n    except ValueError:\n"
        "        yield 2\ndef work():\n    a = g()\n    next(a)\n    a.throw(ValueError)\n"
        "    for x in g():\n        pass\n    try:\n        raise KeyError\n"
        "    except KeyError:\n        pass\n"
        "    b = g()\n    next(b)\n    try:\n        b.throw(KeyError)\n    except KeyError:\n"
        "        pass\nt = threading.Thread(target=work)\nt.start()\nt.join()\n"
    )
    trace = record(source, by=by)  # type: ignore[arg-type]
    assert {frame.name for step in trace for frame in step.frames} == {"<module>"}


@pytest.mark.parametrize("by", BY)
def test_a_generator_that_is_closed_by_a_function_that_is_not_followed_is_closed(by: str) -> None:
    source = (
        "def g():\n    try:\n        yield 1\n    finally:\n        pass\n"
        "def unfollowed(a):\n    next(a)\n    a.close()\n"
        "a = g()\nunfollowed(a)\nb = 1\n"
    )
    trace = record(source, by=by, follow=["g"])  # type: ignore[arg-type]
    assert [frame.state for frame in trace[-1].frames if frame.name == "g"] == ["closed"]


def test_a_slot_without_a_value_is_no_part_of_an_object() -> None:
    source = "class C:\n    __slots__ = ('a', 'b')\nc = C()\nc.a = 1\nd = c\n"
    step = record(source)[-2]
    value = step.value(step.frame.locals["c"])
    assert [(label, step.value(number).text) for label, number in value.parts] == [("a", "1")]


@pytest.mark.native
@pytest.mark.parametrize("by", BY)
def test_a_generator_that_another_thread_runs_is_running_when_it_comes_into_sight(by: str) -> None:
    source = (
        "import threading\nready, done = threading.Event(), threading.Event()\n"
        "def g():\n    x = 1\n    ready.set()\n    done.wait()\n    yield x\nfound = []\n"
        "def work():\n    a = g()\n    found.append(a)\n    next(a)\n"
        "t = threading.Thread(target=work)\nt.start()\nready.wait()\n"
        "a = found.pop()\nb = a\ndone.set()\nt.join()\nprint(next(a, 0))\n"
    )
    trace = record(source, by=by)  # type: ignore[arg-type]
    frames = [step.frames[1] for step in trace if len(step.frames) > 1]
    assert frames[0].state == "running"
    assert (trace.end.how, trace.printed) == ("finished", "0\n")
    [step] = [step for step in trace if step.transfer and step.transfer.kind == "next"]
    assert [step.value(number).text for number in step.frame.locals.values()] == ["1"]
    assert "; `None` is sent, " in step.sentence
    if by != "transfer":  # there it first has a step when it is resumed
        assert frames[0].locals == {}  # another thread can change them at any time


@pytest.mark.up_to(3, 13, reason="since 3.14 a frame says whose it is")
@pytest.mark.parametrize("by", BY)
def test_a_generator_that_the_collector_does_not_list_has_no_stack(by: str) -> None:
    source = (
        "import gc, itertools\ndef g():\n    yield from (1, 2, 3)\nc = itertools.chain(g())\n"
        "gc.freeze()\na = next(c)\ngc.unfreeze()\nfor b in c: pass\n"
    )
    trace = record(source, by=by)  # type: ignore[arg-type]
    assert [kind for kind, _ in told(trace)] == ["start", *["yield", "next"] * 3, "return"]
    frames = [frame for step in trace for frame in step.frames if frame.name == "g"]
    assert {frame.stack for frame in frames if frame.state == "suspended"} == {None}


def helper(number: int) -> int:
    return number


def two_or_three() -> Iterator[int]:
    try:
        yield 1
    except KeyError:
        yield helper(2)
    yield helper(3)


def drive(numbers: Iterator[int]) -> list[int]:
    found = []
    for number in numbers:
        found.append(number)  # noqa: PERF402  (each is a step)
    return found


@pytest.fixture
def untold() -> Iterator[Iterator[int]]:
    """A generator that is resumed once by an error that a recorder is not told of.

    It comes from a tool of monitoring that is asked before, and so the recorder is not.
    """
    monitoring: Any = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
    generator = two_or_three()
    next(generator)
    failed: list[object] = []

    def fail_once(*_: object) -> None:
        if not failed:
            failed.append(True)
            raise KeyError

    code = two_or_three.__code__
    monitoring.use_tool_id(5, "one that fails")
    monitoring.register_callback(5, monitoring.events.PY_RESUME, fail_once)
    monitoring.set_local_events(5, code, monitoring.events.PY_RESUME)
    yield generator
    monitoring.set_local_events(5, code, 0)
    monitoring.free_tool_id(5)


@pytest.mark.since(3, 12, reason="Python 3.11 has no sys.monitoring")
@pytest.mark.parametrize("by", BY)
def test_a_generator_that_was_resumed_untold_is_recorded_all_the_same(
    by: str, untold: Iterator[int]
) -> None:
    trace = record(drive, args=[untold], by=by)  # type: ignore[arg-type]
    assert trace.end.how == "finished"
    kinds = [kind for kind, _ in told(trace)]
    assert kinds == [*("call", "return", "yield", "next") * 2, "return"]
    yields = [step.transfer for step in trace if step.transfer and step.transfer.kind == "yield"]
    assert [trace[-1].value(one.value or 0).text for one in yields] == ["2", "3"]


@pytest.mark.since(3, 12, reason="Python 3.11 has no sys.monitoring")
@pytest.mark.parametrize("by", BY)
def test_a_generator_that_was_never_seen_and_is_resumed_untold_is_seen_the_next_time(
    by: str, untold: Iterator[int]
) -> None:
    trace = record(drive, args=[itertools.chain(untold)], by=by)  # type: ignore[arg-type]
    assert trace.end.how == "finished"
    kinds = [kind for kind, _ in told(trace)]
    assert kinds == [*("call", "return"), "next", *("call", "return"), "yield", "next", "return"]


@pytest.mark.up_to(3, 11, reason="later versions do not record by tracing")
@pytest.mark.parametrize("by", BY)
def test_a_generator_that_ends_its_own_tracing_is_not_taken_for_the_caller_of_the_next(
    by: str,
) -> None:
    source = (
        "import sys\ndef g():\n    sys._getframe().f_trace = None\n    yield 1\n"
        "def h():\n    yield 2\nfor pair in zip(g(), h()):\n    pass\n"
    )
    trace = record(source, by=by)  # type: ignore[arg-type]
    _, start = [step for step in trace if step.transfer and step.transfer.kind == "start"]
    states = {frame.name: frame.state for frame in start.frames}
    assert states == {"<module>": "waiting", "g": "suspended", "h": "running"}


@pytest.mark.up_to(3, 11, reason="later versions do not record by tracing")
def test_what_a_delegate_left_is_known_though_its_delegator_ended_its_own_tracing() -> None:
    source = (
        "import sys\ndef inner():\n    x = [(yield 1), (yield 2)]\n"
        "def outer():\n    END\n    yield from inner()\nlist(outer())\n"
    )
    stacks = [
        [
            (step.frame.offset, [step.value(number).text for number in step.frame.stack or ()])
            for step in record(
                source.replace("END", end), by="line", follow=["<module>", "outer"], others="opcode"
            )
            if step.frame.name == "inner"
        ]
        for end in ("pass", "sys._getframe().f_trace = None")
    ]
    assert stacks[0] == stacks[1]


@pytest.mark.parametrize(("by", "flag"), [("opcode", "lines"), ("line", "opcodes")])
def test_a_frame_that_asks_for_what_is_no_step_of_it_has_the_same_steps(by: str, flag: str) -> None:
    source = (
        f"import sys\nsys._getframe().f_trace_{flag} = ASKED\ndef g():\n    yield 1\n    yield 2\n"
        "for (\n    n) in g():\n    pass\n"
    )
    for follow in (None, ["<module>"]):
        asked, other = (
            record(source.replace("ASKED", word), by=by, follow=follow)  # type: ignore[arg-type]
            for word in ("True", "False")
        )
        assert [step.sentence.replace("True", "False") for step in asked] == [
            step.sentence for step in other
        ]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("by", BY)
def test_nothing_is_recorded_of_what_c_code_resumes_after_the_recording_was_stopped(
    by: str,
) -> None:
    """What stops it can be lost: nobody hears of the errors of a finalizer."""
    source = (
        "class A:\n    def __del__(self):\n        for _ in self.many(): pass\n"
        "    def many(self):\n        yield from range(100)\n"
        "def g():\n    yield A()\n    yield A()\n    print('more')\n"
        "set(map(type, g()))\nprint('end')\n"
    )
    trace = record(source, by=by, max_steps=60)  # type: ignore[arg-type]
    assert (trace.end.how, trace.printed, len(trace)) == ("stopped", "", 60)
