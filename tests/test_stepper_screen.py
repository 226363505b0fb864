"""The stepper without a terminal: where it goes, and what it draws."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools._record.model import Trace
from gentools._record.record import record
from gentools._stepper.commands import COMMANDS, parse
from gentools._stepper.screen import COLUMNS, ROWS, screen
from gentools._stepper.session import Session, by_lines
from gentools._stepper.timeline import timeline
from gentools._stepper.walk import Walk
from gentools._views.colour import paint
from gentools._views.columns import width
from gentools._views.signs import DRAWN, PLAIN, Signs
from tests.test_views_traces import PROGRAM, TRACE

DEEP = record(
    "def down(n):\n"
    "    a, b, c, d = range(4)\n"
    "    if n: yield from down(n - 1)\n"
    "    yield n  # " + "漢" * 80 + "\n"
    "for number in down(7): print(number)\n",
    by="line",
)
LATIN = PLAIN._replace(encoding="latin-1")
KEYS = [key for command in COMMANDS for key in command.keys if command.word != "quit"]


def drawn(walk: Walk, columns: int = COLUMNS, rows: int = ROWS) -> list[str]:
    return [paint(row, colour=False).rstrip() for row in screen(walk, columns, rows, DRAWN)]


def session_of(*keys: str) -> Session:
    session = Session(TRACE, DRAWN, colour=False)
    for key in keys:
        session.press(key)
    return session


@pytest.mark.parametrize("trace", [TRACE, DEEP])
@pytest.mark.parametrize("signs", [DRAWN, PLAIN, LATIN])
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (81, 25), (200, 60)])
def test_every_screen_fills_the_terminal_and_no_more(
    trace: Trace, signs: Signs, columns: int, rows: int
) -> None:
    walk = Walk(trace)
    for index in range(len(walk.trace)):
        walk.go(index)
        for helping in (False, True):
            made = screen(walk, columns, rows, signs, helping=helping)
            texts = [paint(row, colour=False) for row in made]
            assert len(texts) == rows
            assert all(width(text) <= columns for text in texts)
            assert all(signs.written(text) == text for text in texts)


def test_what_the_terminal_cannot_write_takes_the_columns_of_what_is_written_instead() -> None:
    walk = Walk(DEEP)
    walk.end()
    rows = [paint(row, colour=False) for row in screen(walk, 80, 24, LATIN)]
    assert any("\\u6f22" in row for row in rows)
    assert {row[39:41] for row in rows[4:17]} == {"| "}


def test_the_lines_of_the_source_are_counted_as_an_editor_counts_them() -> None:
    for text, last in (
        ("x = 1\ny = 2\n", "   2 y = 2"),
        ("x = 1\ny = 2", "   2 y = 2"),
        ("", "▶  1"),
    ):
        walk = Walk(record(text, by="line"))
        source = [row[:39].rstrip() for row in drawn(walk)[4:17]]
        assert [row for row in source if row][-1] == last


def test_a_long_name_leaves_room_for_the_number_of_the_step() -> None:
    walk = Walk(record("x = 1\n", by="line", name="a" * 99 + ".py"))
    assert drawn(walk)[0].endswith("a…  step 0 of 2 by line  CPython " + walk.trace.python)


def test_frames_are_marked_in_the_source_where_they_stand() -> None:
    walk = Walk(TRACE)
    walk.to_line(12)
    marked = [row[:39].rstrip() for row in drawn(walk)[4:17] if row[0] != " "]
    assert marked == ["‖  7     result = yield from inner()", "▶ 12 try:"]


def test_the_lanes_are_those_of_the_frames_that_run_in_the_order_they_began() -> None:
    walk = Walk(DEEP)
    walk.go(max(range(len(DEEP)), key=lambda index: len(DEEP[index].call_stack)))
    lanes = list(timeline(walk.step, 80, 3, DRAWN))[:3]
    assert [row[2] for row in lanes] == [("now", "─"), ("now", "─"), ("now", "━")]


def test_a_long_sentence_ends_with_a_sign_that_there_was_more() -> None:
    walk = Walk(record("".join(f"name_{n} = " for n in range(30)) + "1\n0\n", by="line"))
    walk.to_line(2)
    assert width(walk.step.sentence) > 160
    assert drawn(walk)[2].endswith("…")


def test_the_keys_fit_into_the_last_row() -> None:
    assert drawn(Walk(TRACE))[-1].endswith("q quit")


@given(st.integers(-3, 79), st.integers(-3, 23))
def test_a_terminal_that_is_too_small_is_told_so(columns: int, rows: int) -> None:
    made = screen(Walk(TRACE), columns, rows, DRAWN)
    assert len(made) <= max(rows, 1)
    assert all(width(paint(row, colour=False)) <= max(columns, 1) for row in made)


def test_transfers_are_gone_to_one_by_one_in_both_directions() -> None:
    walk = Walk(TRACE)
    there = [walk.index for _ in TRACE.transfers if not walk.next_transfer()]
    assert there == [index for index in TRACE.transfers if index > 0]
    back = [walk.index for _ in TRACE.transfers if not walk.last_transfer()]
    assert back == list(reversed(TRACE.transfers))[1:]


def test_the_timeline_of_a_long_recording_shows_what_is_before_and_after_the_step() -> None:
    walk = Walk(record("for number in range(200):\n    pass\n", by="line"))
    for index in (0, 5, 200, walk.last):
        walk.go(index)
        rows = drawn(walk)
        mark = next(line for line in rows if line.strip() == "▲").index("▲")
        lane = next(line for line in rows if line.startswith("<module>  "))
        assert lane[mark] in "━■"
        assert len(lane) == 80 or index == walk.last
        assert (mark == 13 + index) is (index < 33)


def test_the_frame_that_runs_and_the_chosen_value_are_in_sight_when_there_are_many() -> None:
    walk = Walk(DEEP)
    deepest = max(range(len(DEEP)), key=lambda index: len(DEEP[index].call_stack))
    walk.go(deepest)
    shown = drawn(walk)
    assert any(re.search(r"▶ down #\d+  running", line) for line in shown)
    assert any(" above" in line for line in shown)
    for _ in range(30):
        walk.choose(1)
        assert any("│ >" in line for line in drawn(walk))


def test_the_timeline_has_a_column_for_each_step_and_a_mark_below_the_current_one() -> None:
    walk = Walk(TRACE)
    walk.go(12)
    rows = drawn(walk)
    mark = next(line for line in rows if line.strip() == "▲")
    lanes = rows[rows.index(mark) - 3 : rows.index(mark)]
    assert [lane[mark.index("▲")] for lane in lanes] == ["━", "┄", "┄"]


def test_a_recording_without_steps_has_a_screen_as_well() -> None:
    empty = Trace.from_json(json.dumps({**json.loads(TRACE.to_json()), "steps": []}))
    for trace in (empty, record("", by="line")):
        session = Session(trace, DRAWN, colour=False)
        for key in ("n", "t", "tab", "enter", "?", "x"):
            session.press(key)
            assert len(session.screen(80, 24)) == 24
    session = Session(empty, DRAWN, colour=False)
    assert session.screen(80, 24)[0] == session.told() == empty.end.sentence
    session.press("n")
    assert session.screen(80, 24)[-1] == session.told() == "The recording has no steps."


def test_the_text_that_the_instruction_belongs_to_is_marked_in_the_source() -> None:
    walk = Walk(record(PROGRAM, by="opcode"))
    marked = set[str]()
    for index in range(len(walk.trace)):
        walk.go(index)
        for row in screen(walk, 80, 24, DRAWN):
            marked |= {text for style, text in row if style == "span"}
    assert {"yield 1", "inner()", 'generator.send("hi")'} <= marked


def test_the_text_that_the_instruction_belongs_to_is_in_sight_in_a_long_line() -> None:
    walk = Walk(record(f"long = [{'None, ' * 40}abs(-1)]\n", by="opcode"))
    named = [step.instruction and step.instruction.opname for step in walk.trace]
    walk.go(named.index("CALL"))
    [row] = [row for row in screen(walk, 80, 24, DRAWN) if ("span", "abs(-1)") in row]
    text = paint(row, colour=False)
    assert "1 …, None, None, " in text
    assert width(text) <= 80


def test_a_variable_is_opened_in_the_frame_that_runs_before_its_callers() -> None:
    program = "def f(x):\n    yield x\nx = [1]\nfor y in f([2]): pass\n"
    walk = Walk(record(program, by="line"))
    walk.to_line(2)
    assert walk.expand_named("x") == ""
    assert walk.opened == {(walk.step.frame.number, "local", "x")}
    assert len(walk.step.call_stack) == 2
    assert walk.chosen in walk.opened
    assert walk.expand_named("y").startswith("No frame on the call stack")
    assert walk.expand_named("x") == ""
    assert not walk.opened


def test_the_last_step_and_the_first_are_gone_to_at_once() -> None:
    walk = Walk(TRACE)
    assert walk.end() == ""
    assert walk.index == len(TRACE) - 1
    assert walk.next() == f"This is the last step. {TRACE.end.sentence}"
    assert walk.back() == ""
    assert walk.index == len(TRACE) - 2
    assert walk.first() == ""
    assert walk.index == 0


def test_a_line_is_gone_to_each_time_that_it_is_about_to_run() -> None:
    walk = Walk(record("for n in (1, 2):\n    n\n", by="line"))
    places = []
    while walk.to_line(2) == "":
        places.append(walk.index)
    assert len(places) == 2
    assert [walk.trace[place].line for place in places] == [2, 2]


def test_what_is_typed_is_bounded_and_erased_sign_by_sign_until_it_is_left() -> None:
    session = session_of(":", *"a" * 99)
    assert session.screen(80, 24)[-1] == f":{'a' * 60}_"
    session = session_of(":", "a", "backspace")
    assert session.screen(80, 24)[-1] == ":_"
    session.press("backspace")
    assert session.screen(80, 24)[-1].endswith("q quit")


def test_where_no_value_is_in_sight_none_is_chosen() -> None:
    session = session_of("tab")
    assert session.screen(80, 24)[-1] == "No values are in sight."


def test_choosing_goes_round() -> None:
    walk = Walk(TRACE)
    walk.go(12)
    keys = [row.key for row in walk.rows() if row.key is not None]
    seen = []
    for _ in range(len(keys) + 1):
        walk.choose(1)
        seen.append(walk.chosen)
    assert seen == [*keys, keys[0]]
    walk.choose(-1)
    assert walk.chosen == keys[-1]
    assert walk.expand() == ""
    assert walk.opened == {keys[-1]}
    assert walk.expand() == ""
    assert not walk.opened


def test_who_begins_with_the_value_before_gets_the_last() -> None:
    walk = Walk(TRACE)
    walk.go(12)
    assert walk.choose(-1) == ""
    assert walk.chosen == [row.key for row in walk.rows() if row.key is not None][-1]


def test_parts_with_the_same_text_are_chosen_and_opened_one_by_one() -> None:
    program = "class Key: pass\nheld = {Key(): [1], Key(): [2]}\nheld\n"
    walk = Walk(record(program, by="line"))
    walk.to_line(3)
    walk.expand_named("held")
    seen = []
    for _ in range(3):
        walk.choose(1)
        [chosen] = [row.text.strip() for row in walk.rows() if row.key == walk.chosen]
        seen.append(chosen)
        if chosen.startswith("<Key>"):
            walk.expand()
    assert seen == ["<Key>: [1]", "0: 1", "<Key>: [2]"]
    shown = "".join(f"{row.text.strip()}\n" for row in walk.rows())
    assert "<Key>: [1]\n0: 1\n<Key>: [2]\n0: 2\n" in shown


def test_a_recording_cannot_write_to_the_terminal() -> None:
    def hostile(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: hostile(value) for key, value in data.items()}
        if isinstance(data, list):
            return [hostile(item) for item in data]
        return f"{data}\x1b[2J" if isinstance(data, str) and data not in kept else data

    described = json.dumps(Trace.schema())
    kept = set(re.findall(r'"([^"]*)"', described)) - {"text", "name", "type"}
    trace = Trace.from_json(json.dumps(hostile(json.loads(TRACE.to_json()))))
    session = Session(trace, DRAWN, colour=False)
    shown = str(trace)
    for key in ["n", "tab", "x"] * len(trace):
        session.press(key)
        shown += session.told() + "".join(session.screen(80, 24))
    session.enter("line 999")
    shown += session.told()
    assert "\\x1b[2J" in shown
    assert "\x1b" not in shown


@given(st.lists(st.sampled_from([*KEYS, ":", "1", "9", "escape", "backspace", "é", "漢"])))
def test_no_keys_lead_to_an_error_or_a_screen_that_does_not_fit(keys: list[str]) -> None:
    session = session_of(*keys)
    rows = session.screen(80, 24)
    assert len(rows) == 24
    assert all(width(row) <= 80 for row in rows)


@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_no_typed_text_leads_to_an_error(text: str) -> None:
    session = session_of()
    session.enter(text)
    assert len(session.screen(80, 24)) == 24


@pytest.mark.parametrize(
    ("typed", "command"),
    [
        ("next", ("next", "")),
        ("nex", ("next", "")),
        ("n", ("next", "")),
        ("T", ("transfer-back", "")),
        ("transfer", ("transfer", "")),
        ("17", ("go", "17")),
        (" line  3 ", ("line", "3")),
        ("x held", ("expand", "held")),
    ],
)
def test_a_command_may_be_a_word_its_beginning_a_key_or_a_number(
    typed: str, command: tuple[str, str]
) -> None:
    assert parse(typed) == command


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("jump", "There is no command 'jump'; help lists them."),
        ("line", "line needs a number, such as: line 7"),
        ("go -1", "go needs a number, such as: go 7"),
        ("next 3", "next is not given anything; got '3'."),
        ("go 99", f"There is no step 99; the steps are 0 to {len(TRACE) - 1}."),
        ("line 99", "Line 99 of <program> does not run after this step."),
        ("expand nobody", "No frame on the call stack has a local variable 'nobody'."),
        ("expand", "Choose a value first: Tab goes from one to the next."),
        ("back", "This is the first step."),
        ("transfer-back", "No transfer comes before this."),
    ],
)
def test_what_cannot_be_done_is_told(typed: str, message: str) -> None:
    session = session_of()
    session.enter(typed)
    told = session.screen(80, 24)[-1]
    assert told.replace("program.py", "<program>") == message


def test_line_by_line_an_empty_line_goes_on_and_the_end_of_input_ends() -> None:
    stream = io.StringIO()
    by_lines(session_of(), io.StringIO("\nhelp\nline 3\nwhat\n"), stream)
    out = stream.getvalue()
    assert "step 0 of" in out
    assert "step 1 of" in out
    assert "to the next transfer of control" in out
    assert "got = 'hi'" in out
    assert "There is no command 'what'; help lists them." in out
    assert out.endswith("(gentools) \n")
    assert out.startswith("Type help for the commands; Enter alone goes one step on.\nstep 0 of")
    assert "\n\n\n" not in out


def test_line_by_line_quit_ends_and_what_follows_it_is_not_read() -> None:
    stream, keyboard = io.StringIO(), io.StringIO("quit\nnext\n")
    by_lines(session_of(), keyboard, stream)
    assert keyboard.read() == "next\n"
    assert stream.getvalue().endswith("(gentools) ")


def test_the_end_of_input_ends_it_while_a_command_is_typed_too() -> None:
    session = session_of(":", "n")
    session.press("eof")
    assert session.over


def test_the_program_of_these_tests_is_the_one_recorded() -> None:
    assert TRACE.sources[0].text == PROGRAM
