"""Recordings of control going from frame to frame, and of what the frames hold meanwhile."""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import pytest

from gentools._record.model import Step, Trace
from gentools._record.parts import Frame
from gentools._record.record import record

VISIBLE = sys.version_info[:2] not in ((3, 12), (3, 13))
INNER_AND_OUTER = """\
def inner():
    total = 0
    try:
        for n in (1, 2, 3):
            total += yield n
    except ValueError:
        yield 'caught'
    return total

def outer():
    result = yield from inner()
    return result

g = outer()
next(g)
g.send(10)
g.throw(ValueError('no'))
try:
    next(g)
except StopIteration as stop:
    end = stop.value
"""
ONE = "def one():\n    got = yield 1\n    return got\n"


def transfers(trace: Trace) -> list[Step]:
    return [trace[index] for index in trace.transfers]


def told(source: str, by: str = "transfer") -> list[tuple[str, str | None, str | None]]:
    """Return kind, way and value of each transfer, but for the module's own."""
    found: list[tuple[str, str | None, str | None]] = []
    for step in transfers(record(source, by=by)):  # type: ignore[arg-type]
        transfer = step.transfer
        assert transfer is not None
        text = None if transfer.value is None else step.value(transfer.value).text
        found.append((transfer.kind, transfer.how, text))
    return found[1:-1]


def frame(step: Step, name: str) -> Frame:
    return next(found for found in reversed(step.frames) if found.name == name)


def texts(step: Step, numbers: tuple[int, ...] | None) -> list[str] | None:
    return None if numbers is None else [step.value(number).text for number in numbers]


@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_the_transfers_are_the_same_by_whatever_the_program_is_stepped(by: str) -> None:
    source = f"{ONE}for value in one():\n    pass\n"
    assert told(source, by) == [
        ("start", "for", None),
        ("yield", None, "1"),
        ("next", "for", "None"),
        ("return", "for", "None"),
    ]


@pytest.mark.parametrize(
    ("call", "how"),
    [
        ("next(g)", "next()"),
        ("g.__next__()", "__next__()"),
        ("g.send(None)", "send()"),
        ("for x in g: break", "for"),
        ("a, = g", "unpacking"),
        ("[*g]", "unpacking"),
        ("2 in g", "in"),
        ("list(g)", "list()"),
        ("(send := g.send); send(None)", "send()"),
    ],
)
def test_it_is_known_how_a_generator_is_started(call: str, how: str) -> None:
    starts = [item for item in told(f"{ONE}g = one()\n{call}\n") if item[0] == "start"]
    assert starts == [("start", how, None)]


def test_what_is_sent_has_its_name_and_its_value() -> None:
    source = f"{ONE}g = one()\nnext(g)\ntry:\n    g.send('x')\nexcept StopIteration:\n    pass\n"
    assert told(source) == [
        ("create", None, None),
        ("start", "next()", None),
        ("yield", None, "1"),
        ("send", "send()", "'x'"),
        ("return", "send()", "'x'"),
    ]


def test_the_values_in_flight_are_named() -> None:
    names = [step.transfer.name for step in transfers(record(INNER_AND_OUTER)) if step.transfer]
    assert set(names) == {None, "sent", "thrown", "yielded", "returned"}


def test_a_throw_is_told_at_the_yield_where_it_arrives() -> None:
    trace = record(INNER_AND_OUTER)
    step = next(s for s in transfers(trace) if s.transfer and s.transfer.kind == "throw")
    assert step.line == 5
    assert step.transfer is not None
    assert [step.frame_of(number).name for number in step.transfer.through] == ["outer"]
    assert [found.name for found in step.call_stack] == ["<module>", "outer", "inner"]


def test_a_value_goes_through_the_delegator_in_one_transfer() -> None:
    trace = record(INNER_AND_OUTER, by="transfer")
    step = next(s for s in transfers(trace) if s.transfer and s.transfer.kind == "send")
    transfer = step.transfer
    assert transfer is not None and transfer.source is not None and transfer.target is not None
    ends = [step.frame_of(number).name for number in (transfer.source, transfer.target)]
    assert ends == ["<module>", "inner"]
    assert [step.frame_of(number).name for number in transfer.through] == ["outer"]


def test_by_opcode_each_link_of_the_way_is_a_step() -> None:
    steps = [step for step in record(INNER_AND_OUTER) if step.transfer and step.transfer.passing]
    assert [step.transfer.kind for step in steps if step.transfer] == [
        *("yield", "send", "yield", "next"),
    ]


@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_a_generator_that_merely_lies_on_the_stack_is_no_delegate(by: Any) -> None:
    source = (
        "def g():\n    yield 1\ndef outer(a):\n    return a, (yield from iter((2, 3)))\n"
        "a = g()\nnext(a)\nb = outer(a)\nnext(b)\nnext(b)\n"
    )
    found = [step for step in record(source, by=by) if step.transfer]
    assert [step.transfer.kind for step in found][-4:-1] == ["yield", "next", "yield"]  # type: ignore[union-attr]
    assert not any(step.transfer.passing for step in found)  # type: ignore[union-attr]
    assert found[-2].sentence.startswith("`outer` is suspended at line 4, having yielded `3`;")


def test_a_frame_keeps_its_number_while_it_is_suspended() -> None:
    trace = record(f"{ONE}g = one()\nh = one()\nnext(g), next(h), next(g, 0)\n", by="transfer")
    started = [s.frame.number for s in trace if s.transfer and s.transfer.kind == "start"]
    resumed = [s.frame.number for s in trace if s.transfer and s.transfer.kind == "next"]
    assert len(set(started)) == 2
    assert resumed == started[:1]


def test_the_states_follow_each_other() -> None:
    trace = record(INNER_AND_OUTER)
    seen: list[str] = []
    for step in trace:
        for found in step.frames:
            if found.name == "outer" and [found.state] != seen[-1:]:
                seen.append(found.state)
    assert seen == [
        *("created", "running", "waiting", "running", "suspended"),  # next
        *("running", "waiting", "running", "suspended"),  # send
        *("waiting", "suspended"),  # throw
        *("running", "waiting", "running", "closed"),  # next
    ]


def test_only_the_frame_that_runs_is_running() -> None:
    for step in record(INNER_AND_OUTER):
        running = [found for found in step.frames if found.state == "running"]
        assert running == ([step.frame] if step.frame.state == "running" else [])


def test_a_suspended_frame_shows_its_variables_and_its_stack() -> None:
    trace = record(INNER_AND_OUTER)
    step = next(s for s in transfers(trace) if s.transfer and s.transfer.kind == "yield")
    inner, outer = frame(step, "inner"), frame(step, "outer")
    assert {name: step.value(number).text for name, number in inner.locals.items()} == {
        "total": "0",
        "n": "1",
    }
    assert (texts(step, inner.stack) or [])[-1] == "0"
    assert texts(step, outer.stack) == ["<generator inner>"]
    assert outer.delegate == inner.number


def test_what_is_sent_is_on_top_of_the_stack_on_every_version() -> None:
    step = next(s for s in record(INNER_AND_OUTER) if s.transfer and s.transfer.kind == "send")
    assert (texts(step, step.frame.stack) or [])[-1] == "10"


def test_while_it_runs_the_stack_is_shown_where_the_version_shows_it() -> None:
    trace = record(INNER_AND_OUTER)
    assert trace.stack_visible == VISIBLE
    plain = [step for step in trace if step.frame.name == "inner" and step.transfer is None]
    assert {step.frame.stack is None for step in plain} == {not VISIBLE}


def test_the_exception_being_handled_is_shown_and_then_no_longer() -> None:
    trace = record(INNER_AND_OUTER)
    handled = [
        step.frame.handling and step.value(step.frame.handling).text
        for step in trace
        if step.frame.name == "inner"
    ]
    first = handled.index("ValueError('no')")
    assert set(handled[:first]) == {None}
    assert handled[-1] is None


@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_a_generator_that_closes_without_running_is_closed(by: str) -> None:
    source = "def g():\n    yield 1\na = g()\na.close()\nb = g()\nnext(b)\nb.close()\nc = 1\n"
    last = record(source, by=by)[-2]  # type: ignore[arg-type]
    assert [found.state for found in last.frames if found.name == "g"] == ["closed", "closed"]


@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_a_generator_that_is_dropped_is_closed_by_that(by: str) -> None:
    source = (
        "def g():\n    try:\n        yield 1\n    finally:\n        print('closed')\n"
        "a = g()\nnext(a)\ndel a\nprint('on')\n"
    )
    trace = record(source, by=by)  # type: ignore[arg-type]
    assert trace.printed == "closed\non\n"
    closing = [s.transfer for s in trace if s.transfer and s.transfer.kind == "close"]
    assert [transfer.how for transfer in closing] == ["drop"]


def test_dropping_a_chain_leaves_the_interpreter_sound() -> None:
    import gc  # noqa: PLC0415

    for _ in range(5):
        record(f"{INNER_AND_OUTER.split('g = ', maxsplit=1)[0]}g = outer()\nnext(g)\ndel g\n")
        gc.collect()


def test_a_call_of_a_function_is_a_transfer_too() -> None:
    assert told("def f():\n    return 5\nf()\n") == [("call", None, None), ("return", None, "5")]


def test_an_exception_that_leaves_a_generator_is_raised_to_the_caller() -> None:
    source = (
        "def g():\n    yield 1\n    raise KeyError('k')\n"
        "try:\n    list(g())\nexcept KeyError:\n    pass\n"
    )
    assert told(source)[-1] == ("raise", "list()", "KeyError('k')")


def test_an_async_generator_yields_what_the_program_yields() -> None:
    source = (
        "async def numbers():\n    yield 7\n"
        "async def main():\n    async for n in numbers():\n        pass\n"
        "c = main()\ntry:\n    c.send(None)\nexcept StopIteration:\n    pass\n"
    )
    assert ("yield", None, "7") in told(source)


def test_what_is_sent_to_an_async_for_goes_on_to_what_its_async_generator_awaits() -> None:
    source = (
        "class Pause:\n    def __await__(self):\n        yield\n"
        "async def numbers():\n    await Pause()\n    yield 7\n"
        "async def main():\n    async for n in numbers():\n        pass\n"
        "c = main()\nc.send(None)\ntry:\n    c.send(None)\nexcept StopIteration:\n    pass\n"
    )
    sent = [step for step in record(source) if step.transfer and step.transfer.kind == "send"]
    passing = [(step.frame.name, step.transfer.passing) for step in sent]  # type: ignore[union-attr]
    assert passing[:3] == [("main", True), ("numbers", True), ("__await__", False)]


def test_a_coroutine_waits_for_the_one_it_awaits() -> None:
    source = (
        "async def inner():\n    return 5\nasync def main():\n    return await inner()\n"
        "c = main()\ntry:\n    c.send(None)\nexcept StopIteration:\n    pass\n"
    )
    assert told(source)[1:] == [
        ("start", "send()", None),
        ("start", "await", None),
        ("return", "await", "5"),
        ("return", "send()", "5"),
    ]


def test_functions_that_are_not_followed_still_call_and_resume() -> None:
    def kinds(trace: Trace) -> list[str]:
        found = [step.transfer.kind for step in transfers(trace) if step.transfer]
        return [kind for kind in found if kind != "create"]

    trace = record(INNER_AND_OUTER, follow=["inner"])
    assert kinds(trace) == kinds(record(INNER_AND_OUTER))
    assert {s.frame.name for s in trace if s.transfer is None} == {"inner"}


def test_variables_that_other_functions_bind_are_seen() -> None:
    source = (
        "def outer():\n    n = 0\n    def add():\n        nonlocal n\n        n += 1\n"
        "    add()\n    yield n\nlist(outer())\n"
    )
    step = next(s for s in record(source) if s.transfer and s.transfer.kind == "yield")
    assert step.value(frame(step, "outer").locals["n"]).text == "1"


@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_a_generator_at_the_address_of_one_that_is_gone_is_another(by: str) -> None:
    source = (
        "def g():\n    yield\nx = [g()]\ny = 1\ndel x[0]; x.append(g()); y = 2\ny = 3\nnext(x[0])\n"
    )
    assert [kind for kind, *_ in told(source, by)].count("create") == 2


@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_generators_that_take_the_places_of_others_within_a_line_are_known_afterwards(
    by: Any,
) -> None:
    source = (
        "def g():\n    yield\nx = [g() for n in range(30)]\ny = 1\n"
        "x[:] = [(x.pop(), g())[1] for n in range(30)]; y = 2\ny = 3\n"
        "for a in x: next(a)\n"
    )
    states = Counter(frame.state for frame in record(source, by=by)[-2].frames if frame.name == "g")
    assert states == {"closed": 30, "suspended": 30}


CHAIN = """\
def inner():
    try:
        yield
    finally:
        pass

def outer():
    try:
        yield from inner()
    finally:
        pass

for number in range(20):
    it = outer()
    next(it)
    it.close()
"""


@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_each_generator_of_a_chain_is_closed_by_an_exception_of_its_own(by: Any) -> None:
    """The second one may get the address of the first, which is gone by then."""
    closes = [step.transfer for step in record(CHAIN, by=by) if step.transfer]
    thrown = [transfer.value for transfer in closes if transfer.kind == "close"]
    assert len(set(thrown)) == len(thrown) == 40
