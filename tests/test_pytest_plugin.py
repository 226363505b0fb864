"""pytest collects the corpus: one file, one test."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.corpora import ROOT, write_corpus

CONFTEST = """\
from pathlib import Path
import snippets.corpus, snippets.pytest_plugin as plugin
plugin.ROOT = Path({root!r})
plugin._corpus = lambda: snippets.corpus.Corpus.load(plugin.ROOT)
"""


def run_pytest(folder: Path) -> tuple[int, str]:
    (folder / "conftest.py").write_text(CONFTEST.format(root=str(folder)))
    options = ["-q", "-p", "snippets.pytest_plugin", "-p", "no:cacheprovider", "-c", "/dev/null"]
    command = [sys.executable, "-m", "pytest", *options, "--rootdir", str(folder), str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_one_file_is_one_test_with_all_its_failures(tmp_path: Path) -> None:
    files = {
        "c/a.pycon": ">>> 1\n1\n",
        "c/b.pycon": "#: native\n>>> 2\n3\n>>> 4\n5\n",
        "c/d.py": "x = 1\n",
    }
    status, said = run_pytest(write_corpus(tmp_path, files))
    assert status == 1 and "1 failed, 2 passed" in said
    assert "b.pycon:3: prints something else" in said
    assert "b.pycon:5: prints something else" in said


def test_a_broken_corpus_is_one_message(tmp_path: Path) -> None:
    status, said = run_pytest(write_corpus(tmp_path, {"c/a.pycon": "#: after b\n>>> 1\n1\n"}))
    assert status != 0
    assert "a.pycon:1: '#: after b': the chapter has no block of that name" in said
    assert "Traceback" not in said
