"""A film says of a recording what each level shows, in sentences; a page of it is complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gentools import Trace, record
from gentools._film import page as page_module
from gentools._film.film import dump, film
from gentools._film.levels import by_line, by_transfer
from gentools._stepper.command import main

COUNT = """\
def count(end):
    number = 0
    while number < end: yield number; number += 1
    return "done"

for number in count(2):
    print(number)
"""

TWINS = """\
def task():
    yield

first, second = task(), task()
next(second)
"""


@pytest.fixture
def trace() -> Trace:
    return record(COUNT, follow=["count"], others="line")


@pytest.fixture
def player(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small player in it."""
    (tmp_path / "microscope.css").write_text("body { color: red }")
    (tmp_path / "microscope.js").write_text('"</script>"')
    monkeypatch.setattr(page_module, "_FOLDER", tmp_path)
    return tmp_path


def test_functions_that_are_not_followed_can_be_recorded_by_line(trace: Trace) -> None:
    lines = [step.line for step in trace if step.frame.kind == "module" and not step.transfer]
    assert 7 in lines
    assert {code.name: code.by for code in trace.codes} == {"<module>": "line", "count": "opcode"}


def test_what_is_not_followed_has_no_stack(trace: Trace) -> None:
    assert {step.frame.stack for step in trace if step.frame.kind == "module"} == {None}


def test_going_by_transfer_shows_each_transfer_once(trace: Trace) -> None:
    assert [trace[index].transfer is not None for index in by_transfer(trace)] == [True] * len(
        trace.transfers
    )


def by_line_in_count(source: str) -> list[tuple[int | None, str | None]]:
    """Return the lines that are shown of `count`, and how control came there."""
    trace = record(source, follow=["count"], others="line")
    shown = [trace[index] for index in by_line(trace)]
    return [
        (step.line, None if step.transfer is None else step.transfer.kind)
        for step in shown
        if step.frame.name == "count"
    ]


def test_going_by_line_shows_the_beginning_of_each_line_and_no_other_instruction() -> None:
    source = COUNT.replace(
        "end: yield number; number += 1", "end:\n        yield number\n        number += 1"
    )
    again = [(4, "next"), (5, None), (3, None)]
    assert by_line_in_count(source) == [
        *((2, "start"), (3, None), (4, None), *again),
        *((4, None), *again, (6, None)),
    ]


def test_a_loop_that_stands_on_one_line_begins_it_again() -> None:
    shown = by_line_in_count(COUNT)
    assert shown[:5] == [(2, "start"), (3, None), (3, "next"), (3, None), (3, "next")]


def test_going_by_line_a_way_through_delegates_is_one_step() -> None:
    trace = record(
        "def inner():\n    yield 1\n    yield 2\ndef outer():\n    yield from inner()\n"
        "a = outer()\nnext(a)\nnext(a)\n"
    )
    links = {step.index for step in trace if step.transfer and step.transfer.passing}
    assert links
    assert links.isdisjoint(by_line(trace))


def test_a_sentence_by_line_tells_all_that_changed_since_the_line_before(trace: Trace) -> None:
    told = film(trace)["lines"].values()
    assert "`count` is at line 3; `number` is now `0`." in told
    assert "`count` is at line 3; `number` is now `1`." in told


def test_every_step_has_a_sentence(trace: Trace) -> None:
    made = film(trace)
    assert made["sentences"] == [step.sentence for step in trace]


def test_generators_of_one_name_are_numbered() -> None:
    trace = record(TWINS, by="transfer")
    assert trace.labels == ("<module>", "task #1", "task #2")
    assert "resumes `task #2` for the first time" in trace[2].sentence


def test_a_generator_without_a_namesake_has_no_number(trace: Trace) -> None:
    assert trace.labels == ("<module>", "count")
    assert film(trace)["labels"] == ["the caller", "count"]


def test_the_module_is_called_the_program_where_functions_are_callers_too() -> None:
    made = film(record("def f(): pass\nf()\n", by="transfer"))
    assert made["labels"] == ["the program", "f"]
    assert made["sentences"][1] == "The program calls `f`, and waits at line 2."


def test_a_film_can_stand_in_a_script_element() -> None:
    text = dump(film(record("print('</script><!--')", by="line")))
    assert "<" not in text
    assert "</script><!--" in json.dumps(json.loads(text))


def test_a_page_has_the_player_the_film_and_the_text(player: Path, trace: Trace) -> None:
    page = trace.to_html()
    assert "body { color: red }" in page
    assert page.count("</script>") == 2  # of the film, and of the player
    assert "Recorded by opcode on CPython" in page
    assert "resumes `count` for the first time" in page.partition("<pre>")[2].partition("</pre>")[0]
    assert 'level="instruction"' in page


def test_a_page_escapes_what_the_program_says(player: Path) -> None:
    page = record("print('<b>&')", by="line", name="<i>").to_html()
    assert "<b>" not in page
    assert "<title>&lt;i&gt;</title>" in page


def test_without_the_player_a_page_says_what_to_do(player: Path, trace: Trace) -> None:
    (player / "microscope.js").unlink()
    with pytest.raises(RuntimeError, match=r"microscope\.js is missing.*make player"):
        trace.to_html()


def test_the_command_writes_a_page(
    player: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program, target = tmp_path / "program.py", tmp_path / "out.html"
    program.write_text(COUNT)
    assert main([str(program), "--html", str(target)]) == 0
    assert target.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert capsys.readouterr().out == f"{target}: {len(record(program, by='line'))} steps\n"


def test_the_command_writes_over_no_page_and_does_not_run_the_program_for_nothing(
    player: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program, target = tmp_path / "program.py", tmp_path / "out.html"
    program.write_text("import pathlib; pathlib.Path(__file__ + '.ran').touch()")
    target.write_text("mine")
    with pytest.raises(SystemExit):
        main([str(program), "--html", str(target)])
    assert target.read_text() == "mine"
    assert not (tmp_path / "program.py.ran").exists()
    assert "--force writes over it" in capsys.readouterr().err


def test_the_command_says_that_there_is_no_player(
    player: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (player / "microscope.css").unlink()
    program = tmp_path / "program.py"
    program.write_text(COUNT)
    with pytest.raises(SystemExit):
        main([str(program), "--html", str(tmp_path / "out.html")])
    assert "this gentools has no player" in capsys.readouterr().err
    assert not (tmp_path / "out.html").exists()
