"""A session says what it refutes, and that listing is run to see that it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets.corpus import Corpus
from snippets.finding import find_interpreters
from snippets.outcomes import Outcome
from snippets.supervisor import Supervisor
from tests.corpora import run_corpus, snippets_command, write_corpus

CHECKS = "#: after double\n#: refutes double_start\n>>> double(2)\n4\n>>> double(3)\n6\n"
FILES = {
    "c/double.py": "def double(number):\n    return 2 * number\n",
    "c/double_start.py": "def double(number):\n    return number + 2\n",
    "c/double_checks.pycon": CHECKS,
}
TOO_WEAK = {"c/double_checks.pycon": CHECKS.replace(">>> double(3)\n6\n", "")}


def checked(folder: Path, **files: str) -> Outcome:
    """Return what came of the checks in a corpus in which some files are other ones."""
    changed = {f"c/{name}.py": text for name, text in files.items()}
    return run_corpus(write_corpus(folder, FILES | changed), time_limit=2)["c/double_checks"]


def test_checks_that_the_solution_passes_and_the_start_fails_are_good(tmp_path: Path) -> None:
    outcome = checked(tmp_path)
    assert outcome.passed, outcome


def test_checks_that_the_start_passes_too_are_refused_at_the_line_that_names_it(
    tmp_path: Path,
) -> None:
    outcome = run_corpus(write_corpus(tmp_path, FILES | TOO_WEAK))["c/double_checks"]
    (weak,) = outcome.differences
    assert (weak.kind, weak.problem.line) == ("passes", 2)
    assert weak.problem.path.name == "double_checks.pycon"
    assert "'#: refutes double_start': on CPython 3" in weak.problem.message


def test_each_listing_that_is_named_has_to_fail(tmp_path: Path) -> None:
    other = {
        "c/double_square.py": "def double(number):\n    return number * number\n",
        "c/double_sum.py": "def double(number):\n    return sum([number, number])\n",
        "c/double_checks.pycon": CHECKS.replace(
            ">>> double(2)", "#: refutes double_square\n#: refutes double_sum\n>>> double(2)", 1
        ),
    }
    outcome = run_corpus(write_corpus(tmp_path, FILES | other))["c/double_checks"]
    assert [item.problem.line for item in outcome.differences] == [4]


def test_a_wrong_solution_and_a_start_that_passes_are_both_told(tmp_path: Path) -> None:
    square = "def double(number):\n    return number * number\n"
    outcome = checked(tmp_path, double_start=FILES["c/double.py"], double=square)
    assert [item.kind for item in outcome.differences] == ["differs", "passes"]


def test_the_start_runs_after_what_it_continues_itself(tmp_path: Path) -> None:
    files = {
        "c/two.py": "TWO = 2\n",
        "c/double.py": "#: after two\ndef double(number):\n    return TWO * number\n",
        "c/double_start.py": "#: after two\ndef double(number):\n    return TWO + number\n",
    }
    found = run_corpus(write_corpus(tmp_path, FILES | files | TOO_WEAK))["c/double_checks"]
    assert [item.kind for item in found.differences] == ["passes"]
    assert checked(tmp_path).passed


@pytest.mark.parametrize(
    ("start", "path", "message"),
    [
        ("raise ValueError(1)\n", "double_start.py", "(run because c/double_checks refutes it)"),
        (
            "def double(number):\n    while True:\n        pass\n",
            "double_checks.pycon",
            "(after double_start, which it refutes)",
        ),
        (
            "def double(number):\n    raise SystemExit\n",
            "double_checks.pycon",
            "this ends the interpreter (after double_start, which it refutes)",
        ),
    ],
)
def test_a_start_must_let_the_checks_come_to_their_end(
    tmp_path: Path, start: str, path: str, message: str
) -> None:
    outcome = checked(tmp_path, double_start=start)
    assert outcome.error is not None
    assert outcome.error.path.name == path
    assert outcome.error.message.endswith(message)


def test_checks_can_not_run_where_what_they_refute_can_not(tmp_path: Path) -> None:
    start = f"#: min 3.13\n{FILES['c/double_start.py']}"
    corpus = Corpus.load(write_corpus(tmp_path, FILES | {"c/double_start.py": start}))
    checks = corpus.blocks["c/double_checks"]
    assert corpus.why_not(checks, (3, 12), native=True) == "needs Python 3.13"
    assert corpus.why_not(checks, (3, 13), native=True) is None


def test_accepting_outputs_leaves_what_is_refuted_alone(tmp_path: Path) -> None:
    write_corpus(tmp_path, FILES | TOO_WEAK)
    said = snippets_command("--accept", folder=tmp_path)
    assert said.status == 0, said.text
    assert (tmp_path / "c/double_checks.pycon").read_text() == TOO_WEAK["c/double_checks.pycon"]


def test_a_run_that_finds_a_start_that_passes_fails(tmp_path: Path) -> None:
    said = snippets_command(folder=write_corpus(tmp_path, FILES | TOO_WEAK))
    assert said.status == 1
    assert "c/double_checks.pycon:2: '#: refutes double_start'" in said.text
    assert "promised" not in said.text


@pytest.mark.native
def test_the_start_is_run_on_every_interpreter(tmp_path: Path) -> None:
    files = {
        "c/double_start.py": (
            "import sys\n\n\ndef double(number):\n"
            "    return number + (2 if sys.version_info < (3, 13) else number)\n"
        )
    }
    corpus = Corpus.load(write_corpus(tmp_path, FILES | files))
    block = corpus.blocks["c/double_checks"]
    for interpreter in find_interpreters()[0]:
        (outcome,) = Supervisor(corpus, interpreter).run([block])
        kinds = [item.kind for item in outcome.differences]
        assert kinds == ([] if interpreter.version < (3, 13) else ["passes"])
