"""An interpreter that can run the corpus, and how a worker is started on it."""

from __future__ import annotations

import sys
from typing import NamedTuple

from snippets.versions import Version, show_version


class Interpreter(NamedTuple):
    """How to start a worker on one interpreter."""

    title: str
    command: tuple[str, ...]
    version: Version
    native: bool

    def worker_command(self, progress_file: str) -> list[str]:
        return [*self.command, progress_file]


def this_interpreter() -> Interpreter:
    """Return the interpreter that runs this."""
    return native_interpreter(sys.executable, sys.version_info[:2])


def native_interpreter(executable: str, version: Version) -> Interpreter:
    """Return the interpreter `executable`, which is of `version`."""
    title = f"native {show_version(version)}"
    return Interpreter(title, (executable, "-S", "-m", "snippets.worker"), version, native=True)
