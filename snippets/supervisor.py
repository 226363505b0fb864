"""Gives blocks to workers, and survives what the blocks do to them."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from snippets.corpus import Block, Corpus, Variant
from snippets.interpreters import Interpreter
from snippets.problems import Problem

TIME_LIMIT = 10.0  # seconds a file may take
START_LIMIT = 90.0  # seconds an interpreter may take to start
_AHEAD = 4000  # bytes of jobs that may wait in a pipe: less than the smallest pipe holds

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """An output that is not the promised one, or a promise that can't fail."""

    problem: Problem
    prompt: int
    want: str
    got: str
    mutant: bool


@dataclass(frozen=True)
class Outcome:
    """What came of one block on one interpreter."""

    block: Block
    variant: Variant
    skipped: str | None = None
    error: Problem | None = None
    differences: tuple[Difference, ...] = ()
    outputs: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        return not (self.skipped or self.error or self.differences)

    @property
    def failed(self) -> bool:
        return bool(self.error or self.differences)


@dataclass(frozen=True, slots=True)
class Identity:
    """What an interpreter says it is."""

    version: str
    release: str
    where: str
    implementation: str

    def __str__(self) -> str:
        candidate = ", a release candidate" if self.release != "final" else ""
        return f"{self.implementation} {self.version}{candidate}, {self.where}"


class CannotStart(Exception):
    """An interpreter that does not start, or does not answer."""


@dataclass
class _Job:
    block: Block
    variant: Variant
    message: bytes


class Worker:
    """One process that runs blocks, one after another."""

    def __init__(self, interpreter: Interpreter) -> None:
        self._interpreter = interpreter
        self._folder = tempfile.TemporaryDirectory(prefix="snippets-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        self._progress = folder / "progress"
        self._errors = folder / "errors"
        self.since = time.monotonic()
        self.limit = START_LIMIT
        self.timed_out = False
        with self._errors.open("wb") as errors:
            self._process = subprocess.Popen(
                interpreter.worker_command(str(self._progress)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                cwd=folder,
                env=_environment(),
            )
        assert self._process.stdin is not None and self._process.stdout is not None
        self._stdin: IO[bytes] = self._process.stdin
        self._stdout: IO[bytes] = self._process.stdout

    def hello(self, limit: float) -> Identity:
        """Wait for the worker to say what it is; from now on a block may take `limit` seconds."""
        answer = self.receive()
        if answer is None:
            raise CannotStart(f"{self._interpreter.title} does not start: {self.last_words()}")
        self.limit = limit
        return Identity(**answer)

    def send(self, message: bytes) -> None:
        try:
            self._stdin.write(message)
            self._stdin.flush()
        except OSError:
            pass  # the worker is lost; `receive` will say so

    def receive(self) -> Json | None:
        """Return the next answer, or None if the worker is lost."""
        line = self._stdout.readline()
        self.since = time.monotonic()
        if not line.endswith(b"\n"):
            return None
        answer: Json = json.loads(line)
        return answer

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
        telling = [line.strip() for line in said if "rror" in line]
        how = f"signal {-code}" if code < 0 else f"exit status {code}"
        return f"{how}{': ' + telling[0] if telling else ''}"

    def kill_if_late(self) -> None:
        if time.monotonic() - self.since > self.limit and self._process.poll() is None:
            self.timed_out = True
            self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._stdin.close()
        self._stdout.close()
        self._folder.cleanup()


def _environment() -> dict[str, str]:
    """Return an environment in which no setting of the user's changes what a block prints."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    kept.pop("FORCE_COLOR", None)
    root = str(Path(__file__).resolve().parent.parent)
    return kept | {"PYTHONPATH": root, "PYTHONSAFEPATH": "1", "NO_COLOR": "1", "PYTHONUTF8": "1"}


@dataclass
class Supervisor:
    """Runs blocks on one interpreter; a lost worker is replaced, and its block is named."""

    corpus: Corpus
    interpreter: Interpreter
    time_limit: float = TIME_LIMIT
    keep_outputs: bool = False
    identity: Identity | None = None
    _workers: list[Worker] = field(default_factory=list)
    _closed: threading.Event = field(default_factory=threading.Event)

    def run(self, blocks: Sequence[Block], workers: int = 1) -> list[Outcome]:
        """Return the outcome of each block, in order."""
        outcomes: dict[str, Outcome] = {}
        jobs: deque[_Job] = deque()
        for block in blocks:
            reason = self.corpus.why_not(block, self.interpreter.version, self._native)
            variant = block.variant_for(self.interpreter.version)
            if reason:
                outcomes[block.key] = Outcome(block, variant, skipped=reason)
            else:
                jobs.append(self._job(len(jobs), block, variant))
        numbered = list(jobs)
        errors: list[BaseException] = []

        def serve() -> None:
            try:
                self._serve(jobs, numbered, outcomes)
            except BaseException as error:
                errors.append(error)

        watch = threading.Thread(target=self._watch, daemon=True)
        watch.start()
        threads = [threading.Thread(target=serve) for _ in range(max(1, workers))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self._closed.set()
        watch.join()
        if errors:
            raise errors[0]
        return [outcomes[block.key] for block in blocks]

    @property
    def _native(self) -> bool:
        return self.interpreter.title.startswith("native")

    def _job(self, number: int, block: Block, variant: Variant) -> _Job:
        *before, _ = self.corpus.chain(block)
        blocks = [{"filename": item.filename, "text": item.source} for item in before]
        blocks.append({"filename": block.filename, "text": variant.text})
        job = {"id": number, "blocks": blocks, "out": variant.output, "outputs": self.keep_outputs}
        return _Job(block, variant, json.dumps(job).encode() + b"\n")

    def _serve(
        self, jobs: deque[_Job], numbered: Sequence[_Job], outcomes: dict[str, Outcome]
    ) -> None:
        worker = self._start()
        waiting: deque[int] = deque()
        try:
            while True:
                self._fill(worker, jobs, numbered, waiting)
                if not waiting:
                    return
                answer = worker.receive()
                number = waiting.popleft()
                job = numbered[number]
                if answer is not None:
                    outcomes[job.block.key] = self._outcome(job, answer)
                    continue
                outcomes[job.block.key] = self._lost(worker, number, job)
                worker = self._replace(worker)
                for other in waiting:
                    worker.send(numbered[other].message)
        finally:
            self._workers.remove(worker)
            worker.end()

    def _fill(
        self, worker: Worker, jobs: deque[_Job], numbered: Sequence[_Job], waiting: deque[int]
    ) -> None:
        ahead = sum(len(numbered[number].message) for number in waiting)
        while jobs and (not waiting or ahead + len(jobs[0].message) < _AHEAD):
            try:
                job = jobs.popleft()
            except IndexError:  # another thread was faster
                return
            if not waiting:
                worker.since = time.monotonic()
            waiting.append(json.loads(job.message)["id"])
            ahead += len(job.message)
            worker.send(job.message)

    def _start(self) -> Worker:
        worker = Worker(self.interpreter)
        self._workers.append(worker)
        self.identity = worker.hello(self.time_limit)
        return worker

    def _replace(self, worker: Worker) -> Worker:
        self._workers.remove(worker)
        worker.end()
        return self._start()

    def _watch(self) -> None:
        while not self._closed.wait(0.1):
            for worker in list(self._workers):
                worker.kill_if_late()

    def _outcome(self, job: _Job, answer: Json) -> Outcome:
        if "error" in answer:
            error = answer["error"]
            problem = self._problem(job, error["place"], error["line"], error["message"])
            return Outcome(job.block, job.variant, error=problem)
        differences = tuple(self._difference(job, failure) for failure in answer["failures"])
        outputs = tuple(answer.get("outputs", ()))
        return Outcome(job.block, job.variant, differences=differences, outputs=outputs)

    def _difference(self, job: _Job, failure: Json) -> Difference:
        mutant = failure["kind"] == "mutant"
        message = (
            "a changed output would pass here: say more" if mutant else "prints something else"
        )
        problem = self._problem(job, -1, failure["line"], f"{message} on {self.identity}")
        return Difference(problem, failure["prompt"], failure["want"], failure["got"], mutant)

    def _lost(self, worker: Worker, number: int, job: _Job) -> Outcome:
        place, line = worker.place(number)
        if worker.timed_out:
            message = f"still running after {self.time_limit:g} s on {self.identity}; stopped"
        else:
            message = f"ends the interpreter, {self.identity} ({worker.last_words()})"
        return Outcome(job.block, job.variant, error=self._problem(job, place, line, message))

    def _problem(self, job: _Job, place: int, line: int, message: str) -> Problem:
        """Return the problem with its line counted in the file, hidden lines included."""
        chain = self.corpus.chain(job.block)
        block = chain[place]
        if block is not job.block:
            message = f"{message} (run because {job.block.key} continues it)"
            return Problem(block.path, line + block.header, message)
        if job.variant.path.suffix != block.path.suffix and message.startswith("prints"):
            return Problem(job.variant.path, line, message)
        own_file = job.variant.since is not None and block.kind == "session"
        path = job.variant.path if own_file else block.path
        return Problem(path, line + (0 if own_file else block.header), message)


def run_blocks(
    corpus: Corpus,
    interpreter: Interpreter,
    blocks: Iterable[Block],
    *,
    workers: int = 1,
    time_limit: float = TIME_LIMIT,
    keep_outputs: bool = False,
) -> tuple[Identity | None, list[Outcome]]:
    """Run `blocks` on `interpreter`; return what it is, and the outcomes in order."""
    supervisor = Supervisor(corpus, interpreter, time_limit, keep_outputs)
    outcomes = supervisor.run(list(blocks), workers)
    return supervisor.identity, outcomes
