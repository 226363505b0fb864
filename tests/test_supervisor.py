"""A run goes on whatever a block does, and names the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets.corpus import Corpus
from snippets.finding import find_interpreters
from snippets.interpreters import Interpreter, this_interpreter
from snippets.processes import CannotStart, Worker
from snippets.supervisor import Supervisor
from tests.corpora import differing_lines, run_corpus, write_corpus


def test_a_block_that_prints_what_it_promises_passes(tmp_path: Path) -> None:
    files = {"c/a.pycon": ">>> 1\n1\n", "c/b.py": "print(2)\n", "c/b.out": "2\n"}
    assert all(item.passed for item in run_corpus(write_corpus(tmp_path, files)).values())


def test_errors_and_warnings_are_part_of_the_output_in_order(tmp_path: Path) -> None:
    text = (
        ">>> import sys, warnings\n"
        ">>> print(1); print(2, file=sys.stderr); warnings.warn('three'); print(4)\n"
        "1\n2\n<stdin>:2: UserWarning: three\n   ...\n4\n"
    ).replace("<stdin>", "a.pycon")
    outcome = run_corpus(write_corpus(tmp_path, {"c/a.pycon": text}))["c/a"]
    assert outcome.passed, outcome.differences


def test_every_difference_of_a_block_is_told_at_its_line_in_the_file(tmp_path: Path) -> None:
    files = {
        "c/base.py": "x = 1\n",
        "c/a.pycon": "#: after base\n>>> x\n2\n>>> print('a\\nb')\na\nc\n>>> x\n>>> None\n1\n",
    }
    outcome = run_corpus(write_corpus(tmp_path, files))["c/a"]
    assert differing_lines(outcome) == [3, 6, 7, 9]
    assert {item.problem.path.name for item in outcome.differences} == {"a.pycon"}


def test_a_listing_is_blamed_in_the_file_of_its_output(tmp_path: Path) -> None:
    files = {"c/a.py": "print(1)\nprint(2)\n", "c/a.out": "1\n3\n", "c/b.py": "print(1)\n"}
    found = run_corpus(write_corpus(tmp_path, files))
    (wrong,), (unsaid,) = found["c/a"].differences, found["c/b"].differences
    assert (wrong.problem.path.name, wrong.problem.line) == ("a.out", 2)
    assert (unsaid.problem.path.name, unsaid.problem.line) == ("b.py", 1)


@pytest.mark.parametrize(
    ("code", "promise"),
    [
        ("print('anything')", "...\n"),
        ("print('a', 'b', sep='\\n')", "a\n...\n"),
        ("print('a', end='')", "a\n"),
        ("print('<BLANKLINE>')", "\n"),
        ("print('a', 'b', sep='\\f')", "a\nb\n"),
    ],
)
def test_the_output_of_a_listing_is_exact(tmp_path: Path, code: str, promise: str) -> None:
    files = {"c/a.py": f"{code}\n", "c/a.out": promise}
    outcome = run_corpus(write_corpus(tmp_path, files))["c/a"]
    assert [item.kind for item in outcome.differences] == ["differs"]


def test_a_session_that_can_not_be_read_is_blamed_where_it_is_continued(tmp_path: Path) -> None:
    files = {"c/base.pycon": ">>> 1\n1\n\nprose\n", "c/a.pycon": "#: after base\n>>> 1\n1\n"}
    error = run_corpus(write_corpus(tmp_path, files))["c/a"].error
    assert error is not None
    assert (error.path.name, error.line) == ("base.pycon", 4)
    assert "run because c/a continues it" in error.message


def test_a_variant_is_blamed_in_its_own_file(tmp_path: Path) -> None:
    version = "{}.{}".format(*this_interpreter().version)
    if version == "3.11":
        files = {"c/a.pycon": "#: native\n>>> 1\n2\n", "c/a.3.13.pycon": ">>> 1\n1\n"}
        place = ("a.pycon", 3)
    else:
        files = {"c/a.pycon": ">>> 1\n1\n", f"c/a.{version}.pycon": ">>> 1\n2\n"}
        place = (f"a.{version}.pycon", 2)
    (difference,) = run_corpus(write_corpus(tmp_path, files))["c/a"].differences
    assert (difference.problem.path.name, difference.problem.line) == place


def test_a_session_that_promises_nothing_fails(tmp_path: Path) -> None:
    outcome = run_corpus(write_corpus(tmp_path, {"c/a.pycon": "#: native\n>>> x = 1\n"}))["c/a"]
    assert [item.kind for item in outcome.differences] == ["silent"]
    assert differing_lines(outcome) == [2]


def test_a_promise_that_can_not_fail_fails(tmp_path: Path) -> None:
    text = ">>> print('-', '~', 'end', sep='\\n')\n...\n"
    write_corpus(tmp_path, {"c/a.pycon": text.replace("...\n", "   ...\n-\n   ...\nend\n")})
    assert [item.kind for item in run_corpus(tmp_path)["c/a"].differences] == ["mutant"]


def test_a_block_that_runs_for_ever_is_stopped_at_its_line_and_the_rest_is_run(
    tmp_path: Path,
) -> None:
    files = {
        "c/a.pycon": "#: native\n>>> 1\n1\n>>> while True:\n...     pass\n...\n",
        "c/b.pycon": ">>> 2\n2\n",
        "c/c.pycon": ">>> 3\n3\n",
    }
    found = run_corpus(write_corpus(tmp_path, files), time_limit=0.5)
    error = found["c/a"].error
    assert error is not None
    assert (error.path.name, error.line) == ("a.pycon", 4)
    assert "still running after 0.5 s" in error.message
    assert found["c/b"].passed and found["c/c"].passed


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("import os; os._exit(3)", "exit status 3"),
        ("import os, signal; os.kill(os.getpid(), 9)", "9"),
    ],
)
def test_a_block_that_takes_the_interpreter_with_it_is_named_and_the_rest_is_run(
    tmp_path: Path, code: str, words: str
) -> None:
    files = {"c/a.pycon": f">>> 1\n1\n>>> {code}\n", "c/b.pycon": ">>> 2\n2\n"}
    found = run_corpus(write_corpus(tmp_path, files))
    error = found["c/a"].error
    assert error is not None and error.line == 3
    assert "ends the interpreter" in error.message and words in error.message
    assert found["c/b"].passed


def test_the_block_that_is_continued_is_blamed_for_what_it_does(tmp_path: Path) -> None:
    files = {"c/base.py": "#: native\nx = 1\n1 / 0\n", "c/a.pycon": "#: after base\n>>> x\n1\n"}
    error = run_corpus(write_corpus(tmp_path, files))["c/a"].error
    assert error is not None
    assert (error.path.name, error.line) == ("base.py", 3)
    assert "run because c/a continues it" in error.message


def test_a_block_for_a_later_version_is_skipped_with_the_reason(tmp_path: Path) -> None:
    if this_interpreter().version >= (3, 15):
        return
    outcome = run_corpus(write_corpus(tmp_path, {"c/a.pycon": "#: min 3.15\n>>> 1\n1\n"}))["c/a"]
    assert outcome.skipped == "needs Python 3.15"


def test_one_block_does_not_see_another(tmp_path: Path) -> None:
    files = {
        "c/a.pycon": ">>> x = 1; x\n1\n",
        "c/b.pycon": ">>> 'x' in globals(), '_' in dir(__builtins__)\n(False, False)\n",
    }
    assert run_corpus(write_corpus(tmp_path, files))["c/b"].passed


def test_a_block_sees_no_installed_package_and_can_not_reach_the_runner(tmp_path: Path) -> None:
    text = (
        ">>> import sys, os\n>>> [p for p in sys.path if 'packages' in p]\n[]\n"
        ">>> os.read(0, 9)\nb''\n>>> exit\n"
        "Use exit() or Ctrl-D (i.e. EOF) to exit\n"
    )
    assert run_corpus(write_corpus(tmp_path, {"c/a.pycon": text}))["c/a"].passed


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_number_of_workers_changes_nothing(tmp_path: Path, workers: int) -> None:
    names = [a + b for a in "abcdefgh" for b in "abcdefgh"]
    files = {f"c/{name}.pycon": f">>> print({name!r})\n{name}\n" for name in names}
    files["c/aa.pycon"] = ">>> import os; os._exit(1)\n"
    found = run_corpus(write_corpus(tmp_path, files), workers=workers)
    assert list(found) == [f"c/{name}" for name in names]
    assert [key for key, outcome in found.items() if not outcome.passed] == ["c/aa"]


def test_an_interpreter_that_does_not_start_is_named(tmp_path: Path) -> None:
    corpus = Corpus.load(write_corpus(tmp_path, {"c/a.pycon": ">>> 1\n1\n"}))
    command = (*this_interpreter().command[:1], "-c", "raise OSError('no such thing')")
    supervisor = Supervisor(corpus, Interpreter("Python of nowhere", command, (3, 11), native=True))
    with pytest.raises(CannotStart, match=r"Python of nowhere does not start: .*no such thing"):
        supervisor.run(list(corpus.blocks.values()))


MONITORED = """\
#: min 3.12
>>> import gentools, sys
>>> monitoring = sys.monitoring
>>> monitoring.use_tool_id(2, "block")
>>> event = monitoring.events.PY_START
>>> tell = monitoring.register_callback(2, event, lambda *arguments: print("start"))
>>> monitoring.set_local_events(2, gentools.my_range.__code__, event)
>>> list(gentools.my_range(0, 1))
start
[0]
"""


def test_a_block_that_watches_a_shared_function_is_not_heard_in_the_next(tmp_path: Path) -> None:
    after = ">>> import gentools\n>>> list(gentools.my_range(0, 1))\n[0]\n"
    write_corpus(tmp_path, {"c/a.pycon": MONITORED, "c/b.pycon": after})
    corpus = Corpus.load(tmp_path)
    for interpreter in find_interpreters()[0]:
        outcomes = Supervisor(corpus, interpreter).run(list(corpus.blocks.values()))
        assert not [outcome for outcome in outcomes if outcome.failed], interpreter.title


@pytest.mark.parametrize("interpreter", find_interpreters()[0], ids=lambda item: item.title)
def test_what_is_written_past_the_streams_fails_at_its_line(
    interpreter: Interpreter, tmp_path: Path
) -> None:
    files = {
        "c/a.pycon": "#: native\n>>> import os\n>>> n = os.write(1, b'seen by no one')\n>>> 1\n1\n",
        "c/b.pycon": ">>> import sys\n>>> print('a', file=sys.__stderr__)\n>>> 1\n1\n",
        "c/d.py": "import sys\nprint('a', file=sys.__stdout__)\n",
        "c/e.pycon": ">>> 2\n2\n",
    }
    corpus = Corpus.load(write_corpus(tmp_path, files))
    outcomes = Supervisor(corpus, interpreter).run(list(corpus.blocks.values()))
    found = [(item.error.line, item.error.message) for item in outcomes if item.error]
    message = "this writes past sys.stdout and sys.stderr"
    expected = [(3, message), (2, message), (1, message)]
    assert found == expected[not interpreter.native :]
    assert outcomes[-1].passed


@pytest.mark.posix
def test_a_child_that_a_block_forks_answers_for_no_other_block(tmp_path: Path) -> None:
    files = {
        "c/a.pycon": ">>> import os\n>>> child = os.fork()\n>>> 1\n1\n",
        "c/b.pycon": ">>> 2\n3\n",
        "c/d.pycon": ">>> 4\n4\n",
    }
    found = run_corpus(write_corpus(tmp_path, files))
    assert found["c/a"].passed and found["c/d"].passed
    assert [item.got for item in found["c/b"].differences] == ["2\n"]


OUT_OF_TURN = """\
import json
print(json.dumps({"version": "3", "release": "final", "where": "", "implementation": "Python"}))
while input():
    print(json.dumps({"id": 7, "failures": []}), flush=True)
"""


def test_an_answer_to_another_job_is_no_answer(tmp_path: Path) -> None:
    corpus = Corpus.load(write_corpus(tmp_path, {"c/a.pycon": ">>> 1\n1\n"}))
    command = (*this_interpreter().command[:1], "-c", OUT_OF_TURN)
    supervisor = Supervisor(corpus, Interpreter("", command, (3, 11), native=True), time_limit=0.5)
    (outcome,) = supervisor.run(list(corpus.blocks.values()))
    assert outcome.error is not None and not outcome.passed


def test_a_worker_that_was_lost_with_work_on_its_way_is_ended_without_an_error() -> None:
    worker = Worker(this_interpreter())
    worker.hello(10)
    worker.kill()
    worker.last_words()  # waits for the end
    worker.send(b"{}\n")
    worker.end()
