"""Recordings as text."""

from __future__ import annotations

import json

import pytest

from gentools._record.model import Trace
from gentools._record.record import record
from gentools._views.colour import paint, wants_colour
from gentools._views.signs import DRAWN, PLAIN, signs_for, state
from gentools._views.steps import frame_rows, in_order
from gentools._views.traces import step_text, trace_text

PROGRAM = """\
def inner():
    got = yield 1
    return got

def outer():
    held = [1, {"deep": (2,)}]
    result = yield from inner()
    print("result", result, end="")

generator = outer()
print(next(generator))
try:
    generator.send("hi")
except StopIteration:
    pass
"""
TRACE = record(PROGRAM, by="line", name="program.py")


def steps_at(line: int) -> list[int]:
    return [step.index for step in TRACE if step.line == line]


def test_a_recording_is_a_line_for_each_step_indented_as_deep_as_the_calls() -> None:
    lines = trace_text(TRACE, DRAWN).splitlines()
    assert lines[0] == f"program.py, recorded by line: {len(TRACE)} steps"
    assert lines[1] == " 0  → The program starts."
    assert any("    → `next(generator)` resumes `outer`" in line for line in lines)
    assert any("      `inner` is at line 2." in line for line in lines)
    assert any("○ " in line and "has made a generator" in line for line in lines)
    assert lines[-1] == "The program ran to its end."


def test_the_text_is_the_same_whichever_version_recorded_it() -> None:
    data = json.loads(TRACE.to_json())
    other = Trace.from_json(json.dumps({**data, "python": "3.99.0"}))
    assert other.python == "3.99.0"
    assert str(other) == str(TRACE)


def test_what_is_printed_stands_where_it_was_printed() -> None:
    lines = trace_text(TRACE, DRAWN).splitlines()
    printed = [line.strip() for line in lines if "stdout" in line]
    assert printed == ["│ stdout: 1", "│ stdout: result hi"]


def test_a_recording_has_the_same_text_each_time_and_plain_signs_are_plain() -> None:
    again = record(PROGRAM, by="line", name="program.py")
    assert trace_text(again) == trace_text(TRACE) == str(TRACE)
    assert trace_text(TRACE, PLAIN).isascii()


def test_a_step_shows_frames_with_states_locals_and_stack() -> None:
    step = TRACE[steps_at(12)[0]]
    assert step_text(step, DRAWN).splitlines() == [
        f"step {step.index} of {len(TRACE) - 1}: The caller is at line 12.",
        "12 | try:",
        "▶ <module>  running, line 12",
        "    inner = <function inner>",
        "    outer = <function outer>",
        "    generator = <generator outer>",
        "‖ outer  suspended, line 7 → inner",
        "    held = [1, {'deep': (2,)}]",
        "    stack └ <generator inner>",
        "‖ inner  suspended, line 2",
        "    stack empty",
    ]
    assert str(step) == step_text(step)


def test_what_changed_has_a_mark_besides_its_colour() -> None:
    step = TRACE[steps_at(7)[0]]
    assert "*   held = [1, {'deep': (2,)}]" in step_text(step).splitlines()


def test_values_are_opened_step_by_step() -> None:
    step = TRACE[steps_at(12)[0]]
    [held] = [row.key for row in frame_rows(step, DRAWN) if "held" in row.text]
    assert held is not None
    opened = [row.text for row in frame_rows(step, DRAWN, {held})]
    at = opened.index("    held = [1, {'deep': (2,)}]")
    assert opened[at + 1 : at + 3] == ["      0: 1", "      1: {'deep': (2,)}"]
    deeper = [row.text for row in frame_rows(step, DRAWN, {held, (*held, 1)})]
    assert "        'deep': (2,)" in deeper


def test_a_value_without_parts_says_so_when_it_is_opened() -> None:
    step = TRACE[steps_at(3)[0]]
    [got] = [row.key for row in frame_rows(step, DRAWN) if "got = " in row.text]
    assert got is not None
    texts = [row.text for row in frame_rows(step, DRAWN, {got})]
    assert "      str; nothing to open" in texts


def test_variables_that_go_and_exceptions_that_are_handled_are_shown() -> None:
    trace = record(
        "def f():\n    x = list(range(99))\n    try:\n        yield 1\n"
        "    except ValueError:\n        del x\n        yield 2\n"
        "g = f()\nnext(g)\ng.throw(ValueError('no'))\nnext\n",
        by="opcode",
    )
    texts = [step_text(step) for step in trace]
    assert any("*   x is gone" in text for text in texts)
    assert any("    handling ValueError('no')" in text for text in texts)
    step = next(step for step in trace if "x" in step.frame.locals)
    [key] = [row.key for row in frame_rows(step, DRAWN) if " x = " in row.text]
    assert key is not None
    inside = [row.text for row in frame_rows(step, DRAWN, {key})]
    assert any(text.strip().startswith("and ") and text.endswith(" more") for text in inside)


def test_a_step_by_opcode_underlines_what_the_instruction_belongs_to() -> None:
    trace = record("def f():\n    yield 1\nfor x in f(): pass\n", by="opcode")
    texts = [step_text(step).splitlines()[1:3] for step in trace]
    assert ["2 | yield 1", "  | ^^^^^^^"] in texts


def test_frames_stand_in_the_order_of_the_calls_and_closed_ones_last() -> None:
    running = TRACE[steps_at(3)[0]]
    assert [frame.name for frame in in_order(running)] == ["<module>", "outer", "inner"]
    assert [frame.state for frame in in_order(running)] == ["waiting", "waiting", "running"]
    last = TRACE[-1]
    assert [frame.state for frame in in_order(last)][1:] == ["closed", "closed"]


def test_a_state_has_a_sign_and_a_word() -> None:
    words = ("created", "running", "waiting", "suspended", "closed")
    for signs in (DRAWN, PLAIN):
        assert len({state(word, signs)[0] for word in words}) == len(words)
        assert len(set(signs.lanes.values())) == len(words)
    assert all(state(word, PLAIN).isascii() for word in words)


class Stream:
    def __init__(self, encoding: str | None, *, terminal: bool = False) -> None:
        self.encoding = encoding
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("plain", "encoding"),
    [(False, "utf-8"), (False, None), (True, "ascii"), (True, "cp1252"), (True, "unheard-of")],
)
def test_signs_are_plain_where_the_stream_cannot_write_others(
    plain: bool, encoding: str | None
) -> None:
    signs = signs_for(Stream(encoding))  # type: ignore[arg-type]
    assert signs[:-1] == (PLAIN if plain else DRAWN)[:-1]
    assert signs.written("漢").isascii() is plain


@pytest.mark.parametrize(
    ("wanted", "terminal", "environment"),
    [
        (True, True, {}),
        (False, False, {}),
        (False, True, {"NO_COLOR": "1"}),
        (True, True, {"NO_COLOR": ""}),
        (True, False, {"FORCE_COLOR": "1"}),
        (False, True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}),
        (False, True, {"TERM": "dumb"}),
    ],
)
def test_colour_is_for_terminals_unless_the_environment_says_otherwise(
    wanted: bool, terminal: bool, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert wants_colour(Stream("utf-8", terminal=terminal)) is wanted  # type: ignore[arg-type]


def test_paint_without_colour_is_the_text() -> None:
    pieces = [("now", "a"), ("", "b"), ("quiet", "")]
    assert paint(pieces, colour=False) == "ab"
    assert paint(pieces, colour=True) == "\x1b[1;36ma\x1b[0mb"
