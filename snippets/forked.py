"""A worker by fork: the interpreter that runs this, without starting it once more."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from snippets import worker

_INSTALLED = ("site-packages", "dist-packages")
_HARMLESS = {"PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE"}  # no block can tell


def can_fork() -> bool:
    """Is this process one that a block may find itself in: no options, no settings, one thread?"""
    options = sys.flags.optimize or sys.flags.dev_mode or sys.warnoptions or sys._xoptions
    settings = any(name.startswith("PYTHON") and name not in _HARMLESS for name in os.environ)
    watched = sys.gettrace() or sys.getprofile()
    alone = sys.platform == "linux" and threading.active_count() == 1
    return alone and not (options or settings or watched)


class Fork:
    """A child of this process that runs blocks; the part of `subprocess.Popen` that is needed."""

    def __init__(self, progress_file: Path, errors: int, environment: dict[str, str]) -> None:
        jobs_out, jobs_in = os.pipe()
        results_out, results_in = os.pipe()
        self._status: int | None = None
        self._waiting = threading.Lock()
        sys.stdout.flush()  # what waits there is this process's to write
        gc.freeze()  # a page that the collector does not write to stays shared
        self._pid = os.fork()
        if self._pid == 0:
            _become_worker(progress_file, (jobs_out, results_in, errors), environment)
        os.close(jobs_out)
        os.close(results_in)
        self.stdin = os.fdopen(jobs_in, "wb")
        self.stdout = os.fdopen(results_out, "rb")

    def poll(self) -> int | None:
        """Return the exit status, or None while the child runs."""
        with self._waiting:  # once a child was waited for, its number may be another process's
            if self._status is None:
                pid, status = os.waitpid(self._pid, os.WNOHANG)
                self._status = os.waitstatus_to_exitcode(status) if pid else None
            return self._status

    def wait(self) -> int:
        """Return the exit status once the child has ended; minus the signal if one ended it."""
        while (status := self.poll()) is None:
            time.sleep(0.001)
        return status

    def kill(self) -> None:
        """End the child, unless it has ended."""
        if self.poll() is None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, 9)


def _become_worker(
    progress_file: Path, streams: tuple[int, int, int], environment: dict[str, str]
) -> NoReturn:
    status = 1
    gc.enable()
    try:
        for target, descriptor in enumerate(streams):
            os.dup2(descriptor, target)
        os.closerange(3, 256)  # pipes of other workers: they must close when those end
        os.environ.clear()
        os.environ.update(environment)
        os.chdir(progress_file.parent)
        root = str(Path(__file__).resolve().parent.parent)
        own = [path for path in sys.path if path and not path.endswith(_INSTALLED)]
        sys.path[:] = [root, *(path for path in own if path != root)]
        worker.main(str(progress_file))
        status = 0
    except BaseException:  # noqa: BLE001 - the last words of this process
        os.write(2, traceback.format_exc().encode(errors="backslashreplace"))
    finally:
        os._exit(status)
