"""The recordings that the book shows: made on the pinned interpreter, kept until they are stale."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from snippets.finding import find_node

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "node_modules" / "pyodide" / "package.json"

#: What decides what a recording says, besides the block.
_MAKERS = ("gentools", "snippets/*.py", "snippets/pinned.mjs")

#: In seconds; it takes a few.
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Take:
    """What is to be recorded: blocks, of which the last is followed, each as (file name, text)."""

    name: str
    blocks: tuple[tuple[str, str], ...]
    follow: tuple[str, ...]

    @property
    def digest(self) -> str:
        """What changes whenever the recording could be another."""
        said = repr((self.name, self.blocks, self.follow, makers()))
        return hashlib.sha256(said.encode()).hexdigest()[:32]

    def job(self, number: int) -> Json:
        """Return what the worker is told."""
        blocks = [{"filename": filename, "text": text} for filename, text in self.blocks]
        return {"id": number, "name": self.name, "follow": self.follow, "blocks": blocks}


class RecordingError(Exception):
    """A recording that could not be made; the message says why."""


@cache
def makers() -> str:
    """Return a digest of all that makes recordings."""
    digest = hashlib.sha256()
    for path in sorted(_files()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _files() -> Iterable[Path]:
    for pattern in _MAKERS:
        if (ROOT / pattern).is_dir():
            yield from (ROOT / pattern).rglob("*.py")
        else:
            yield from ROOT.glob(pattern)
    # Without it there is no Node either: then what is kept already is shown.
    if PACKAGE.is_file():
        yield PACKAGE


class Recordings:
    """A folder of recordings."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, take: Take) -> Path:
        """Return where the film of `take` is kept."""
        return self._folder / f"{take.digest}.json"

    def make(self, takes: Sequence[Take]) -> dict[Take, str]:
        """Record what is not kept yet, with one start of the interpreter; return what failed."""
        missing = [take for take in dict.fromkeys(takes) if not self.path(take).is_file()]
        if not missing:
            return {}
        self._folder.mkdir(parents=True, exist_ok=True)
        problems: dict[Take, str] = {}
        for take, answer in zip(missing, _answers(missing), strict=True):
            if "film" in answer:
                self.path(take).write_text(answer["film"], encoding="utf-8")
            else:
                problems[take] = _problem(answer["error"])
        return problems


def _problem(error: Json) -> str:
    place = f"{error['file']}, line {error['line']}: " if "file" in error else ""
    return f"{place}{error['message']}"


def _answers(takes: Sequence[Take]) -> list[Json]:
    """Return what the pinned interpreter says of each of `takes`."""
    jobs = "".join(json.dumps(take.job(number)) + "\n" for number, take in enumerate(takes))
    _, *lines = _printed(jobs).splitlines()
    answers: list[Json] = [json.loads(line) for line in lines]
    lost = {"message": "it ends the pinned interpreter, and what stands after it is not recorded"}
    return answers + [{"error": lost}] * (len(takes) - len(answers))


def _printed(jobs: str) -> str:
    node = find_node()
    if node is None:
        raise RecordingError("there is no Node to run the pinned interpreter with")
    with tempfile.TemporaryDirectory() as folder:
        command = [node, str(ROOT / "snippets" / "pinned.mjs"), "pyodide", f"{folder}/progress"]
        try:
            done = subprocess.run(
                command,
                input=jobs,
                capture_output=True,
                encoding="utf-8",
                timeout=_PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise RecordingError(f"not done after {_PATIENCE:.0f} seconds") from None
    if not done.stdout:
        raise RecordingError(f"the pinned interpreter did not start: {done.stderr.strip()}")
    return done.stdout
