"""The processes that run blocks, as the runner sees them."""

from __future__ import annotations

import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from snippets.forked import Fork
from snippets.interpreters import Interpreter
from snippets.outcomes import Identity

if TYPE_CHECKING:
    from subprocess import Popen

START_LIMIT = 90.0  # seconds an interpreter may take to start

Json = dict[str, Any]


class CannotStart(Exception):
    """An interpreter that does not start, or does not answer."""


class Worker:
    """One process that runs blocks, one after another."""

    def __init__(self, interpreter: Interpreter, *, fork: bool = False) -> None:
        self._interpreter = interpreter
        self._folder = tempfile.TemporaryDirectory(prefix="snippets-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        self._progress = folder / "progress"
        self._errors = folder / "errors"
        self._since = time.monotonic()
        self._limit = START_LIMIT
        self.timed_out = False
        with self._errors.open("wb") as errors:
            self._process = self._started(errors.fileno(), folder, fork)
        assert self._process.stdin is not None and self._process.stdout is not None
        self._stdin: IO[bytes] = self._process.stdin
        self._stdout: IO[bytes] = self._process.stdout

    def _started(self, errors: int, folder: Path, fork: bool) -> Popen[bytes] | Fork:
        if fork:
            return Fork(self._progress, errors, _environment())
        # Imported here, as a run on this interpreter alone does without.
        from subprocess import PIPE, Popen  # noqa: PLC0415

        command = self._interpreter.worker_command(str(self._progress))
        return Popen(
            command, stdin=PIPE, stdout=PIPE, stderr=errors, cwd=folder, env=_environment()
        )

    def hello(self, limit: float) -> Identity:
        """Wait for the worker to say what it is; from now on a block may take `limit` seconds."""
        answer = self.receive()
        if answer is None:
            raise CannotStart(f"{self._interpreter.title} does not start: {self.last_words()}")
        self._limit = limit
        return Identity(**answer)

    def busy(self) -> None:
        """Start the clock of a block."""
        self._since = time.monotonic()

    def send(self, message: bytes) -> None:
        try:
            self._stdin.write(message)
            self._stdin.flush()
        except OSError:
            pass  # the worker is lost; `receive` will say so

    def receive(self) -> Json | None:
        """Return the next answer, or None if the worker is lost, or was stopped meanwhile."""
        line = self._stdout.readline()
        late = self.timed_out
        self.busy()
        try:
            answer: Json = json.loads(line)
        except ValueError:
            return None
        return None if late else answer

    def place(self, job: int) -> tuple[int, int]:
        """Return which block of its chain and which line `job` was at when the worker was lost."""
        try:
            noted, place, line = map(int, self._progress.read_text().split())
        except (OSError, ValueError):
            return -1, 1
        return (place, line) if noted == job else (-1, 1)

    def last_words(self) -> str:
        """Return what is known of the end of the process."""
        code = self._process.wait()
        said = self._errors.read_text(errors="replace").splitlines()
        telling = [line.strip() for line in said if "rror:" in line]
        how = f"signal {-code}" if code < 0 else f"exit status {code}"
        return f"{how}{': ' + telling[0] if telling else ''}"

    def kill_if_late(self) -> None:
        if time.monotonic() - self._since > self._limit and self._process.poll() is None:
            self.timed_out = True
            self.kill()

    def kill(self) -> None:
        self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        with suppress(OSError):  # what was sent to a lost worker is still waiting to be written
            self._stdin.close()
        self._stdout.close()
        self._folder.cleanup()


def _environment() -> dict[str, str]:
    """Return an environment in which no setting of the user's changes what a block prints."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    kept.pop("FORCE_COLOR", None)
    root = str(Path(__file__).resolve().parent.parent)
    return kept | {"PYTHONPATH": root, "PYTHONSAFEPATH": "1", "NO_COLOR": "1", "PYTHONUTF8": "1"}
