"""Small corpora for tests of the runner and of the book's extension."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from snippets.corpus import Corpus
from snippets.interpreters import this_interpreter
from snippets.outcomes import Outcome
from snippets.supervisor import Supervisor

ROOT = Path(__file__).resolve().parents[1]


def write_corpus(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write `files` (``chapter/name.pycon`` -> text) below `folder` and return it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def run_corpus(folder: Path, time_limit: float = 10.0, workers: int = 1) -> dict[str, Outcome]:
    """Run the corpus in `folder` on this interpreter; return the outcomes by ``chapter/name``."""
    corpus = Corpus.load(folder)
    supervisor = Supervisor(corpus, this_interpreter(), time_limit)
    outcomes = supervisor.run(list(corpus.blocks.values()), workers)
    return {outcome.block.key: outcome for outcome in outcomes}


def differing_lines(outcome: Outcome) -> list[int]:
    """Return the lines that a run blames."""
    return [difference.problem.line for difference in outcome.differences]


@dataclass(frozen=True)
class Said:
    """What a command printed, and its exit status."""

    status: int
    text: str


def snippets_command(*arguments: str, folder: Path, **settings: str) -> Said:
    """Run ``python -m snippets`` on the corpus in `folder`."""
    environment = {k: v for k, v in os.environ.items() if k != "CI"}
    environment |= {"PYTHONPATH": str(ROOT), **settings}
    command = [sys.executable, "-m", "snippets", "--corpus", str(folder), *arguments]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        timeout=120,
        check=False,
    )
    assert 'Traceback (most recent call last)\n  File "' + str(ROOT) not in done.stderr
    return Said(done.returncode, done.stdout + done.stderr)
