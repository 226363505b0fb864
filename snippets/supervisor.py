"""Gives blocks to workers, and survives what the blocks do to them."""

from __future__ import annotations

import json
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from queue import SimpleQueue
from typing import NamedTuple

from snippets.blocks import Block, Variant
from snippets.corpus import Corpus
from snippets.forked import can_fork
from snippets.interpreters import Interpreter, this_interpreter
from snippets.outcomes import Difference, Identity, Outcome
from snippets.problems import Problem
from snippets.processes import Json, Worker

TIME_LIMIT = 10.0  # seconds a file may take
_AHEAD = 4000  # bytes of jobs that may wait in a pipe: less than the smallest pipe holds

_MESSAGES = {
    "differs": "prints something else on {identity}",
    "mutant": "a changed output would pass here too, on {identity}; promise more",
    "silent": "this session asserts nothing: no prompt in it has an output",
    "passes": "'#: refutes {name}': on {identity} that listing bears out all of this session",
}


class _Job(NamedTuple):
    """A run of a block after those of `chain` that come before it.

    `refuted` names the listing in it that the block has to refute, if that is what it is for.
    """

    number: int
    block: Block
    variant: Variant
    chain: Sequence[Block]
    refuted: str
    message: bytes

    @property
    def header_line(self) -> int:
        """The line of the file that says what is refuted."""
        needs = self.block.needs
        return dict(zip(needs.refutes, needs.refutes_lines, strict=True))[self.refuted]


class _Jobs:
    """The jobs that no worker has taken yet."""

    def __init__(self, jobs: Sequence[_Job]) -> None:
        self._jobs = deque(jobs)
        self._lock = threading.Lock()

    def take(self, room: int) -> _Job | None:
        """Return the next job if it is no larger than `room` bytes."""
        with self._lock:
            if self._jobs and len(self._jobs[0].message) <= room:
                return self._jobs.popleft()
            return None


class Supervisor:
    """Runs blocks on one interpreter; a lost worker is replaced, and its block is named.

    `may_fork` says that this process has done nothing that a block could notice.
    """

    def __init__(
        self,
        corpus: Corpus,
        interpreter: Interpreter,
        time_limit: float = TIME_LIMIT,
        *,
        keep_outputs: bool = False,
        may_fork: bool = False,
    ) -> None:
        self.corpus = corpus
        self.interpreter = interpreter
        self.time_limit = time_limit
        self.keep_outputs = keep_outputs
        self.may_fork = may_fork
        self.identity: Identity | None = None
        self._workers: list[Worker] = []
        self._stopped = threading.Event()

    def run(self, blocks: Sequence[Block], workers: int = 1) -> list[Outcome]:
        """Return the outcome of each block, in order."""
        jobs: list[_Job] = []
        for block in blocks:
            if self._why_not(block) is None:
                jobs += self._jobs(block, len(jobs))
        found: dict[int, Outcome] = {}
        self._run_jobs(jobs, workers, found)
        outcomes: dict[str, list[Outcome]] = {}
        for job in jobs:
            outcomes.setdefault(job.block.key, []).append(found[job.number])
        return [self._of_all(block, outcomes.get(block.key)) for block in blocks]

    def _why_not(self, block: Block) -> str | None:
        return self.corpus.why_not(block, self.interpreter.version, self.interpreter.native)

    def _of_all(self, block: Block, outcomes: Sequence[Outcome] | None) -> Outcome:
        """Return what came of a block from what came of each of its runs."""
        if outcomes is None:
            variant = block.variant_for(self.interpreter.version)
            return Outcome(block, variant, skipped=self._why_not(block))
        first, *_ = outcomes
        error = next((item.error for item in outcomes if item.error), None)
        differences = tuple(one for item in outcomes for one in item.differences)
        return first._replace(error=error, differences=differences)

    def stop(self) -> None:
        """End the run that is under way, and its workers; `run` raises `KeyboardInterrupt`."""
        self._stopped.set()
        for worker in list(self._workers):
            worker.kill()

    def _run_jobs(self, jobs: Sequence[_Job], workers: int, outcomes: dict[int, Outcome]) -> None:
        # Forked before there are threads: the children of a threaded process can hang.
        fork = self.may_fork and self.interpreter == this_interpreter() and can_fork()
        first = self._start_all(fork, workers)
        waiting, done = _Jobs(jobs), threading.Event()
        ended: SimpleQueue[BaseException | None] = SimpleQueue()

        def serve(worker: Worker) -> None:
            ended.put(self._error_of(worker, waiting, outcomes))

        threads = [threading.Thread(target=serve, args=(worker,)) for worker in first]
        threads.append(threading.Thread(target=self._watch, args=(done,)))
        try:
            for thread in threads:
                thread.start()
            errors = [ended.get() for _ in first]  # up to 3.12 an interrupted join ends no thread
        except BaseException:
            self.stop()
            raise
        finally:
            done.set()
            for thread in threads:
                thread.join()
        self._raise_if_stopped()
        for error in filter(None, errors):
            raise error

    def _error_of(
        self, worker: Worker, jobs: _Jobs, outcomes: dict[int, Outcome]
    ) -> BaseException | None:
        try:
            self._serve(worker, jobs, outcomes)
        except BaseException as error:  # noqa: BLE001 - told by the thread that called
            return error
        return None

    def _raise_if_stopped(self) -> None:
        if self._stopped.is_set():
            raise KeyboardInterrupt

    def _jobs(self, block: Block, number: int) -> Iterator[_Job]:
        """Yield the runs of a block; to accept what it prints, what it refutes is no matter."""
        yield self._job(number, self.corpus.chain(block))
        if not self.keep_outputs:
            for place, name in enumerate(block.needs.refutes, start=number + 1):
                yield self._job(place, self.corpus.refuting(block, name), name)

    def _job(self, number: int, chain: Sequence[Block], refuted: str = "") -> _Job:
        *before, block = chain
        variant = block.variant_for(self.interpreter.version)
        blocks = [{"filename": item.filename, "text": item.source} for item in before]
        blocks.append({"filename": block.filename, "text": variant.text})
        job = {
            "id": number,
            "blocks": blocks,
            "out": variant.output,
            "outputs": self.keep_outputs,
            "refutes": bool(refuted),
        }
        return _Job(number, block, variant, chain, refuted, json.dumps(job).encode() + b"\n")

    def _serve(self, worker: Worker, jobs: _Jobs, outcomes: dict[int, Outcome]) -> None:
        sent: deque[_Job] = deque()
        try:
            self.identity = worker.hello(self.time_limit)
            while not self._stopped.is_set() and self._send(worker, jobs, sent):
                answer = worker.receive()
                job = sent.popleft()
                if answer is not None and answer["id"] == job.number:
                    outcomes[job.number] = self._outcome(job, answer)
                    continue
                if self._stopped.is_set():
                    return
                outcomes[job.number] = self._lost(worker, job)
                worker = self._replace(worker)
                worker.hello(self.time_limit)
                for other in sent:
                    worker.send(other.message)
        finally:
            self._workers.remove(worker)
            worker.end()

    def _send(self, worker: Worker, jobs: _Jobs, sent: deque[_Job]) -> bool:
        """Keep some jobs ahead of the worker; return False when there is nothing left to do."""
        room = _AHEAD - sum(len(job.message) for job in sent)
        while job := jobs.take(room if sent else sys.maxsize):
            if not sent:
                worker.busy()
            worker.send(job.message)
            sent.append(job)
            room -= len(job.message)
        return bool(sent)

    def _start_all(self, fork: bool, count: int) -> list[Worker]:
        self._raise_if_stopped()
        try:
            return [self._start(fork) for _ in range(max(1, count))]
        except BaseException:
            for worker in self._workers:
                worker.end()
            raise

    def _start(self, fork: bool) -> Worker:
        worker = Worker(self.interpreter, fork=fork)
        self._workers.append(worker)
        return worker

    def _replace(self, worker: Worker) -> Worker:
        self._workers.remove(worker)
        worker.end()
        return self._start(fork=False)

    def _watch(self, done: threading.Event) -> None:
        while not done.wait(0.05):
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
        kind = failure["kind"]
        message = _MESSAGES[kind].format(identity=self.identity, name=job.refuted)
        if kind == "passes":
            problem = Problem(job.block.path, job.header_line, message)
        else:
            problem = self._problem(job, -1, failure["line"], message)
        return Difference(kind, problem, failure["prompt"], failure["want"], failure["got"])

    def _lost(self, worker: Worker, job: _Job) -> Outcome:
        place, line = worker.place(job.number)
        if worker.timed_out:
            message = f"still running after {self.time_limit:g} s on {self.identity}; stopped"
        else:
            message = f"ends the interpreter, {self.identity} ({worker.last_words()})"
        return Outcome(job.block, job.variant, error=self._problem(job, place, line, message))

    def _problem(self, job: _Job, place: int, line: int, message: str) -> Problem:
        """Return the problem with its line counted in the file, hidden lines included."""
        block = job.chain[place]
        if block is not job.block:
            why = "refutes" if job.refuted else "continues"
            message = f"{message} (run because {job.block.key} {why} it)"
            return Problem(block.path, line + block.header, message)
        if job.refuted:
            message += f" (after {job.refuted}, which it refutes)"
        if job.variant.path.suffix != block.path.suffix and message.startswith("prints"):
            return Problem(job.variant.path, line, message)
        own_file = job.variant.since is not None and block.kind == "session"
        path = job.variant.path if own_file else block.path
        return Problem(path, line + (0 if own_file else block.header), message)
