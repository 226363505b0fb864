"""Recordings of calls that come from where nothing is recorded, or by ways that are not plain."""

from __future__ import annotations

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
