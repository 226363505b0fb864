"""Every interpreter is found, and the same engine runs on each."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from snippets.corpus import Corpus
from snippets.finding import find_interpreters
from snippets.interpreters import Interpreter, this_interpreter
from snippets.supervisor import Supervisor
from snippets.versions import SUPPORTED, show_version
from tests.corpora import write_corpus

FOUND, MISSING = find_interpreters()

FILES = {
    "c/base.py": "def g():\n    yield 1\n",
    "c/a.pycon": "#: after base\n>>> a = g()\n>>> a\n<generator object g at 0x1>\n>>> next(a)\n1\n",
    "c/b.pycon": ">>> import gentools\n>>> print('two')\nthree\n",
    "c/c.pycon": ">>> 1\n1\n>>> while True:\n...     pass\n...\n",
    "c/d.pycon": "#: native\n>>> 'native'\n'native'\n",
    "c/e.pycon": ">>> 'last'\n'last'\n",
}


def test_this_interpreter_is_among_those_found() -> None:
    assert this_interpreter() in FOUND


def test_an_interpreter_that_is_not_found_is_told() -> None:
    versions = {interpreter.version for interpreter in FOUND}
    told = " ".join(MISSING)
    assert all(v in versions or show_version(v) in told for v in SUPPORTED)


def test_a_shim_that_stands_for_no_python_is_no_interpreter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = next(version for version in SUPPORTED if version != sys.version_info[:2])
    shim = tmp_path / f"python{show_version(other)}"
    shim.write_text("#!/bin/sh\necho not installed >&2\nexit 127\n")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    assert f"native {show_version(other)}" not in {item.title for item in find_interpreters()[0]}


@pytest.mark.parametrize("interpreter", FOUND, ids=lambda interpreter: interpreter.title)
def test_blocks_run_alike_on_every_interpreter(interpreter: Interpreter, tmp_path: Path) -> None:
    corpus = Corpus.load(write_corpus(tmp_path, FILES))
    supervisor = Supervisor(corpus, interpreter, time_limit=2.0)
    outcomes = {item.block.name: item for item in supervisor.run(list(corpus.blocks.values()))}
    assert outcomes["base"].passed and outcomes["a"].passed
    assert outcomes["a"].passed
    assert [item.problem.line for item in outcomes["b"].differences] == [3]
    error = outcomes["c"].error
    assert error is not None and error.line == 3 and "still running" in error.message
    assert outcomes["d"].skipped == (None if interpreter.native else "not in WebAssembly")
    assert outcomes["e"].passed
    identity = supervisor.identity
    assert identity is not None
    assert identity.version.startswith(show_version(interpreter.version))
    assert identity.where == ("native" if interpreter.native else "WebAssembly")
