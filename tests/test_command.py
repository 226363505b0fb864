"""``python -m snippets`` says what it did, and exits accordingly."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE

import pytest

from snippets.interpreters import this_interpreter
from snippets.versions import show_version
from tests.corpora import ROOT, snippets_command, write_corpus

VERSION = show_version(this_interpreter().version)
GOOD = {"one/a.pycon": ">>> 1\n1\n", "one/b.pycon": ">>> 2\n2\n", "two/c.pycon": ">>> 3\n3\n"}


def test_a_good_corpus_gives_counts_and_success(tmp_path: Path) -> None:
    said = snippets_command(folder=write_corpus(tmp_path, GOOD))
    assert said.status == 0
    assert f"CPython {VERSION}." in said.text
    assert "3 run, 0 skipped, 0 failed" in said.text


def test_a_failure_shows_place_prompt_promise_and_output(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"one/a.pycon": "#: native\n>>> 1 + 1\n3\n"})
    said = snippets_command(folder=tmp_path)
    assert said.status == 1
    lines = said.text.splitlines()
    assert lines[0].startswith("one/a.pycon:3: prints something else on CPython")
    assert lines[1:6] == ["    >>> 1 + 1", "  promised:", "    3", "  printed:", "    2"]
    assert "1 run, 0 skipped, 1 failed" in lines[6]


def test_a_broken_corpus_runs_nothing(tmp_path: Path) -> None:
    write_corpus(tmp_path, {**GOOD, "two/d.pycon": "#: after e\n>>> 1\n1\n"})
    said = snippets_command(folder=tmp_path)
    assert said.status == 1
    assert said.text.startswith("two/d.pycon:1: '#: after e': the chapter has no block")
    assert "nothing was run" in said.text


@pytest.mark.parametrize(
    ("arguments", "count"),
    [
        (["one"], 2),
        (["one/a.pycon"], 1),
        (["one/a"], 1),
        (["one/a", "two"], 2),
        (["-k", "a or c"], 2),
        (["-k", "one and not a"], 1),
        (["-k", "one/a"], 1),
        (["one", "-k", "b"], 1),
        (["-k", "yield or not class and (two)"], 1),
    ],
)
def test_a_part_can_be_chosen(tmp_path: Path, arguments: list[str], count: int) -> None:
    said = snippets_command(*arguments, folder=write_corpus(tmp_path, GOOD))
    assert f"{count} run, 0 skipped, 0 failed" in said.text and said.status == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: no block of the corpus there"),
        (["-k", "zebra"], "fits no block"),
        (["-k", "a +"], "words with and, or, not"),
        (["-k", "len(a)"], "words with and, or, not"),
        (["-k", "one or two or len(a)"], "words with and, or, not"),
        (["--corpus", "absent"], "absent: No such file or directory"),
        (["--corpus", "empty"], "empty: no block of a corpus there"),
        (["--record", "one/a.pycon/x"], "one/a.pycon: "),
    ],
)
def test_a_wrong_choice_is_told(tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "empty").mkdir()
    said = snippets_command(*arguments, folder=write_corpus(tmp_path, GOOD))
    assert message in said.text and said.status == 1
    assert "Traceback" not in said.text


def test_what_is_skipped_is_listed_with_the_reason(tmp_path: Path) -> None:
    if this_interpreter().version >= (3, 15):
        return
    write_corpus(tmp_path, {**GOOD, "two/d.pycon": "#: min 3.15\n>>> 4\n4\n"})
    said = snippets_command(folder=tmp_path)
    assert "3 run, 1 skipped, 0 failed" in said.text
    assert "skipped two/d.pycon: needs Python 3.15" in said.text


def test_a_run_is_recorded_once(tmp_path: Path) -> None:
    record = tmp_path / "out" / "verified.json"
    folder = write_corpus(tmp_path / "corpus", GOOD)
    assert snippets_command("--record", str(record), folder=folder).status == 0
    (run,) = json.loads(record.read_text())["interpreters"]
    assert run["blocks"] == {"one/a": "passed", "one/b": "passed", "two/c": "passed"}
    assert run["version"].startswith(VERSION)
    again = snippets_command("--record", str(record), folder=folder)
    assert "nothing changed" in again.text and again.status == 0
    (folder / "one/a.pycon").write_text(">>> 1\n2\n")
    before = record.read_text()
    assert snippets_command("--record", str(record), folder=folder).status == 1
    assert record.read_text() == before


@pytest.fixture
def hearing_interrupts() -> Iterator[None]:
    """Let what is started hear SIGINT, which a shell has its background ignore."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.posix
@pytest.mark.usefixtures("hearing_interrupts")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interrupt_ends_the_run_and_its_workers(tmp_path: Path, jobs: str) -> None:
    slow = f">>> open({str(tmp_path / 'begun')!r}, 'w').close()\n>>> import time; time.sleep(60)\n"
    folder = write_corpus(tmp_path / "corpus", {"c/a.pycon": slow, "c/b.pycon": ">>> 1\n1\n"})
    command = [sys.executable, "-m", "snippets", "--corpus", str(folder), "--jobs", jobs]
    with subprocess.Popen(command, cwd=ROOT, stdout=PIPE, text=True) as running:
        while not (tmp_path / "begun").exists():
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        said, _ = running.communicate(timeout=20)  # it ends when no worker holds its output
    assert (said, running.returncode) == ("interrupted\n", 1)


def test_a_worker_that_is_lost_leaves_its_last_words(tmp_path: Path) -> None:
    text = ">>> import sys\n>>> sys.stdout.take = None\n"
    said = snippets_command(folder=write_corpus(tmp_path, {"c/a.pycon": text}))
    assert said.text.startswith("c/a.pycon:2: ends the interpreter")
    assert "exit status 1: TypeError: 'NoneType' object is not callable)" in said.text


def test_an_output_that_the_terminal_can_not_show_is_told_in_escapes(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"c/a.pycon": ">>> print('\\ud800', '\\u20ac')\n1\n"})
    said = snippets_command(folder=tmp_path, PYTHONIOENCODING="ascii")
    assert "    \\ud800 \\u20ac\n" in said.text and said.status == 1


def test_a_record_of_a_part_is_none_of_the_whole(tmp_path: Path) -> None:
    record = tmp_path / "verified.json"
    folder = write_corpus(tmp_path / "corpus", GOOD)
    for path, names in (("one/a", {"one/a"}), ("one", {"one/a", "one/b"})):
        said = snippets_command("--record", str(record), path, folder=folder)
        assert said.status == 0 and "nothing changed" not in said.text
        assert set(json.loads(record.read_text())["interpreters"][0]["blocks"]) == names


def test_a_loop_of_links_is_no_block(tmp_path: Path) -> None:
    if os.name != "posix":
        return
    write_corpus(tmp_path, GOOD)
    (tmp_path / "loop").symlink_to("loop")
    said = snippets_command("loop", folder=tmp_path)
    assert said.status == 1 and said.text.startswith("loop: ") and "Traceback" not in said.text


def test_an_ordinary_run_imports_nothing_that_it_does_not_use() -> None:
    unused = ["snippets.accept", "snippets.expressions", "snippets.finding", "snippets.verified"]
    unused += ["dataclasses", "subprocess"]  # each costs more than 10 blocks
    code = "import snippets.command, sys; print(set(sys.argv[1:]) & set(sys.modules))"
    command = [sys.executable, "-S", "-c", code, *unused]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
