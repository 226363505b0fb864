"""Recordings as text: written, read back, checked."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools._record.model import Step, Trace
from gentools._record.record import record
from gentools._views.steps import marks_of

SOURCE = (
    "def g():\n    log = [1]\n    log.append((yield log))\nx = g()\nprint(next(x))\nnext(x, 0)\n"
)
TRACE = record(SOURCE)
TEXT = TRACE.to_json()


def test_reading_gives_what_was_written() -> None:
    again = Trace.from_json(TEXT)
    assert again.to_json() == TEXT
    assert [step.sentence for step in again] == [step.sentence for step in TRACE]


def test_any_step_can_be_asked_for_at_any_time() -> None:
    source = "def g():\n    for n in range(40):\n        yield n\nfor x in g():\n    print(x)\n"
    forward = [(step.frames, step.printed, step.sentence) for step in record(source)]
    trace = record(source)
    backward = [
        (trace[index].frames, trace[index].printed, trace[index].sentence)
        for index in reversed(range(len(trace)))
    ]
    assert [sentence for _, _, sentence in reversed(backward)] == [s for _, _, s in forward]
    assert [text for _, text, _ in reversed(backward)] == [text for _, text, _ in forward]
    assert [str(frames) for frames, _, _ in reversed(backward)] == [str(f) for f, _, _ in forward]


def test_steps_are_counted_from_both_ends() -> None:
    assert TRACE[-1].index == len(TRACE) - 1
    with pytest.raises(IndexError, match=f"the trace has {len(TRACE)} steps"):
        TRACE[len(TRACE)]


def broken(change: Callable[[Any], object]) -> str:
    data = json.loads(TEXT)
    change(data)
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "it is no JSON"),
        ("{", "it is no JSON"),
        pytest.param("[" * 100_000, "it is no JSON", marks=pytest.mark.native),
        ("[]", "no recording"),
        ("{}", "no recording"),
        (broken(lambda data: data.update(version=2)), "version 2 .* newer gentools"),
        (broken(lambda data: data.update(version="1")), "version should be 1"),
        (broken(lambda data: data.pop("steps")), "it has no 'steps'"),
        (broken(lambda data: data.update(steps={})), "steps should be of type array"),
        (broken(lambda data: data.update(extra=1)), "extra should not be there"),
        (broken(lambda data: data["steps"][3].update(frame=99)), r"steps\[3\].frame is 99"),
        (broken(lambda data: data["steps"][3].update(at=-1)), r"steps\[3\].at .* less than 0"),
        (broken(lambda data: data["steps"][0].pop("changes")), "not begun yet"),
        (broken(lambda data: data["steps"][0]["changes"]["0"].update(delegate=1)), "not begun yet"),
        (broken(lambda data: data["steps"][0]["changes"]["0"].update(by=0)), "called by itself"),
        (broken(lambda data: data["frames"][0].update(code=True)), "type integer"),
        (broken(lambda data: data["codes"][0].update(source=7)), "there are 1 sources"),
        (broken(lambda data: data["end"].update(how="lost")), "one of finished, raised"),
        (
            broken(lambda data: data["steps"][1].update(changes={"x": {}})),
            "which is no number",
        ),
        (
            broken(lambda data: data["codes"][0]["instructions"][0].pop()),
            "should have 7 items",
        ),
    ],
)
def test_a_text_that_is_no_sound_recording_is_one_clear_error(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Trace.from_json(text)


@given(st.data())
def test_a_damaged_text_is_refused_or_can_be_stepped_through(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT) - 1))
    length = data.draw(st.integers(1, 20))
    instead = data.draw(st.text('0129{}[],:"nulltrue-', max_size=5))
    try:
        trace = Trace.from_json(TEXT[:start] + instead + TEXT[start + length :])
    except ValueError:
        return
    for step in trace:
        assert step.frames


def test_the_schema_that_is_given_away_is_a_copy() -> None:
    Trace.schema().clear()
    assert Trace.schema()["title"]


@pytest.mark.parametrize("by", ["opcode", "line"])
def test_an_object_where_another_one_was_is_not_taken_for_it(by: Any) -> None:
    source = "def f():\n" + "    a = iter((1,))\n    a = None\n" * 9 + "f()\n"
    numbers = {
        step.frame.locals["a"]
        for step in record(source, by=by)
        if "a" in step.frame.locals and step.value(step.frame.locals["a"]).type == "tuple_iterator"
    }
    assert len(numbers) == 9


def test_a_generator_comes_into_sight_at_the_step_that_binds_it() -> None:
    trace = record("def g():\n    yield\na = g()\nb = (g(),)\n")
    bound = [step.transfer.kind for step in trace if step.transfer and "b" in step.frame.locals]
    assert bound[0] == "create"
    assert [found.state for found in trace[-2].frames if found.name == "g"] == ["created"] * 2


def test_a_value_that_changes_is_told_again() -> None:
    steps = [step for step in TRACE if "log" in step.frame.locals]
    numbers = {step.frame.locals["log"] for step in steps}
    assert len(numbers) == 1
    assert [steps[0].value(*numbers).text, steps[-1].value(*numbers).text] == ["[1]", "[1, None]"]
    assert [label for label, _ in steps[-1].value(*numbers).parts] == ["0", "1"]


def test_a_value_that_an_operator_changes_is_told_at_once() -> None:
    trace = record("def g():\n    a = [1]\n    a += [2]\n    yield a\nlist(g())\n")
    after = next(
        step
        for step in trace
        if step.line == 3 and step.instruction and step.instruction.opname == "STORE_FAST"
    )
    assert after.value(after.frame.locals["a"]).text == "[1, 2]"


def changed(kind: str, change: Callable[[Any], object]) -> Step:
    """Return the first step of a transfer of that *kind* after a *change* of the recording."""
    data = json.loads(TEXT)
    index = next(index for index in TRACE.transfers if kind_of(TRACE[index]) == kind)
    change(data["steps"][index])
    return Trace.from_json(json.dumps(data))[index]


def kind_of(step: Step) -> str | None:
    return None if step.transfer is None else step.transfer.kind


def test_a_step_at_an_instruction_that_is_not_told_of_has_no_line() -> None:
    step = changed("call", lambda step: step.update(at=9999))
    assert (step.line, step.source_line, step.instruction) == (None, "", None)
    assert marks_of(step) == {}


def test_a_resumption_at_an_instruction_that_is_not_told_of_is_one_at_a_yield() -> None:
    def elsewhere(step: Any) -> None:
        step["at"] = step["changes"]["1"]["at"] = 9999

    assert changed("next", elsewhere).sentence.endswith("the value of the `yield` at line None.")


def test_a_transfer_to_code_that_is_not_recorded_is_one_to_the_caller() -> None:
    assert changed("next", lambda step: step["transfer"].update(to=None)).sentence == (
        "`next(x, 0)` resumes the caller; `None` is sent, and becomes the value of the `yield`."
    )
