"""Runs blocks on one interpreter or several, and says what came of it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from snippets.blocks import Block
from snippets.corpus import Corpus
from snippets.interpreters import Interpreter
from snippets.outcomes import Identity, Outcome
from snippets.report import failure_lines, summary_lines
from snippets.supervisor import Supervisor

_BLOCKS_PER_WORKER = 40  # below that a second process costs more than it saves


class Run:
    """The outcomes on one interpreter."""

    def __init__(self, supervisor: Supervisor) -> None:
        self.supervisor = supervisor
        self.identity: Identity | None = None
        self.outcomes: Sequence[Outcome] = ()
        self.seconds = 0.0
        self.error: BaseException | None = None
        self.done = threading.Event()


class Checking(NamedTuple):
    """What to run, and with how many processes at once."""

    corpus: Corpus
    blocks: Sequence[Block]
    time_limit: float
    processes: int

    def run(self, interpreters: Sequence[Interpreter]) -> bool:
        """Run the blocks and print what came of it; return whether all is well."""
        return not [run for run in self._runs(interpreters) if not _told(run)]

    def run_and_record(self, interpreters: Sequence[Interpreter], path: Path) -> bool:
        """The same, and write to `path` what ran where; nothing is run again without a change."""
        # Imported here, as most runs do without; a short run is half start.
        from snippets.verified import already_recorded, digest, write_record  # noqa: PLC0415

        found = digest(self.corpus, self.blocks, interpreters)
        if already_recorded(path, found):
            print(f"nothing changed since the run that {path} records")
            return True
        runs = list(self._runs(interpreters))
        good = not [run for run in runs if not _told(run)]
        if good:
            write_record(path, found, [(run.identity, run.outcomes) for run in runs])
        return good

    def _runs(self, interpreters: Sequence[Interpreter]) -> Iterator[Run]:
        """Yield the runs in order of version; several interpreters share the processors."""
        runs = [Run(self._supervisor(interpreter)) for interpreter in interpreters]
        if len(runs) == 1:
            self._fill(runs[0], min(self.processes, 1 + len(self.blocks) // _BLOCKS_PER_WORKER))
            yield runs[0]
            return
        places = threading.Semaphore(max(1, self.processes))
        threads = [threading.Thread(target=self._fill_in_turn, args=(run, places)) for run in runs]
        try:
            for thread in threads:
                thread.start()
            for run in runs:
                run.done.wait()
                yield run
        finally:
            for run in runs:
                run.supervisor.stop()
            for thread in threads:
                thread.join()

    def _supervisor(self, interpreter: Interpreter) -> Supervisor:
        return Supervisor(self.corpus, interpreter, self.time_limit, may_fork=True)

    def _fill_in_turn(self, run: Run, places: threading.Semaphore) -> None:
        with places:
            try:
                self._fill(run, 1)
            except BaseException as error:  # noqa: BLE001 - told where the run is told
                run.error = error
            finally:
                run.done.set()

    def _fill(self, run: Run, workers: int) -> None:
        start = time.perf_counter()
        run.outcomes = run.supervisor.run(self.blocks, workers)
        run.identity = run.supervisor.identity
        run.seconds = time.perf_counter() - start


def _told(run: Run) -> bool:
    """Print a run; return whether nothing failed in it."""
    if run.error is not None:
        raise run.error
    lines = [line for outcome in run.outcomes for line in failure_lines(outcome)]
    lines += summary_lines(run.identity, run.outcomes, run.seconds)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
    return not any(outcome.failed for outcome in run.outcomes)
