"""To a block, a worker by fork is an interpreter like one that was started for it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.corpora import ROOT, write_corpus

FRESH = """\
>>> import gc, sys, threading
>>> gc.isenabled(), sys.gettrace(), threading.active_count()
(True, None, 1)
"""


@pytest.mark.parametrize(
    "settings", [{}, {"PYTHONHASHSEED": "0"}], ids=["as it is", "with settings"]
)
def test_a_block_finds_a_fresh_interpreter(tmp_path: Path, settings: dict[str, str]) -> None:
    forks = sys.platform == "linux" and not settings
    which = f">>> import sys\n>>> '-S' in sys.orig_argv  # not forked\n{not forks}\n"
    write_corpus(tmp_path, {"c/fresh.pycon": FRESH, "c/which.pycon": which})
    plain = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, "-m", "snippets", "--corpus", str(tmp_path)]
    done = subprocess.run(
        command, cwd=ROOT, env=plain | settings, capture_output=True, text=True, check=False
    )
    assert "2 run, 0 skipped, 0 failed" in done.stdout, done.stdout + done.stderr
