"""The command line of the runner."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from snippets.accept import Refused, accept
from snippets.blocks import Block
from snippets.corpus import ROOT, Corpus
from snippets.interpreters import Interpreter, find_interpreters, this_interpreter
from snippets.outcomes import Identity, Outcome
from snippets.problems import CorpusError
from snippets.processes import CannotStart
from snippets.report import failure_lines, summary_lines
from snippets.selection import SelectionError, chapters_of, select
from snippets.supervisor import TIME_LIMIT, Supervisor
from snippets.verified import already_recorded, digest, write_record

Run = tuple[Identity | None, Sequence[Outcome]]

_BLOCKS_PER_WORKER = 40  # below that a second process costs more than it saves


def main(arguments: Sequence[str]) -> int:
    """Run the command; return its exit status: 0 if all is well, 1 if not, 2 for a wrong call."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options)
    except CorpusError as error:
        print(error)
        print(f"{len(error.problems)} problems in the corpus; nothing was run")
    except (SelectionError, CannotStart, Refused) as error:
        print(error)
    except KeyboardInterrupt:
        print("interrupted")
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m snippets", description=__doc__)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="blocks or chapters (default: all)"
    )
    parser.add_argument(
        "-k", dest="expression", default="", help="words of chapter/name; and or not"
    )
    parser.add_argument("--all", action="store_true", help="on every interpreter that is found")
    parser.add_argument(
        "--accept", action="store_true", help="write what is printed into the files"
    )
    parser.add_argument("--record", metavar="FILE", help="with --all: write what ran where")
    parser.add_argument("--timeout", type=float, default=TIME_LIMIT, help="seconds for one file")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    parser.add_argument("--corpus", type=Path, default=ROOT, help=argparse.SUPPRESS)
    return parser


def _run(options: argparse.Namespace) -> int:
    if options.accept and os.environ.get("CI"):
        print("--accept writes into the corpus; it refuses to do so where CI is set")
        return 1
    corpus = _load(options)
    blocks = select(corpus, options.paths, options.expression)
    interpreters, missing = find_interpreters() if options.all else ([this_interpreter()], [])
    found = digest(corpus, interpreters) if options.record else ""
    if options.record and already_recorded(Path(options.record), found):
        print(f"nothing changed since the run that {options.record} records")
        return 0
    if options.accept:
        status = _accept(options, interpreters)
    else:
        status = _check(options, corpus, blocks, interpreters, found)
    for sentence in missing:
        print(f"not found: {sentence}")
    return 1 if missing and os.environ.get("CI") else status


def _load(options: argparse.Namespace) -> Corpus:
    root = options.corpus.resolve()
    return Corpus.load(root, chapters_of(root, options.paths))


def _check(
    options: argparse.Namespace,
    corpus: Corpus,
    blocks: list[Block],
    interpreters: list[Interpreter],
    found: str,
) -> int:
    runs: list[Run] = []
    for run, seconds in _runs(options, corpus, blocks, interpreters):
        runs.append(run)
        _print_run(run, seconds)
    good = not any(item.failed for _, outcomes in runs for item in outcomes)
    if good and options.record:
        write_record(Path(options.record), found, runs)
    return 0 if good else 1


def _runs(
    options: argparse.Namespace,
    corpus: Corpus,
    blocks: list[Block],
    interpreters: list[Interpreter],
) -> Iterator[tuple[Run, float]]:
    """Yield the runs in order of version; several interpreters share the processors."""
    alone = len(interpreters) == 1
    workers = min(options.jobs, 1 + len(blocks) // _BLOCKS_PER_WORKER) if alone else 1

    def run(interpreter: Interpreter) -> tuple[Run, float]:
        start = time.perf_counter()
        supervisor = Supervisor(corpus, interpreter, options.timeout)
        outcomes = supervisor.run(blocks, workers)
        return (supervisor.identity, outcomes), time.perf_counter() - start

    with ThreadPoolExecutor(max_workers=max(1, options.jobs)) as pool:
        yield from pool.map(run, interpreters)


def _print_run(run: Run, seconds: float) -> None:
    identity, outcomes = run
    for outcome in outcomes:
        for line in failure_lines(outcome):
            print(line)
    for line in summary_lines(identity, outcomes, seconds):
        print(line)
    sys.stdout.flush()


def _accept(options: argparse.Namespace, interpreters: list[Interpreter]) -> int:
    """Accept on each interpreter from the oldest up; each sees what the one before wrote."""
    failed = False
    for interpreter in interpreters:
        corpus = _load(options)
        blocks = select(corpus, options.paths, options.expression)
        supervisor = Supervisor(corpus, interpreter, options.timeout, keep_outputs=True)
        outcomes = supervisor.run(blocks)
        written = 0
        for outcome in outcomes:
            if outcome.error is not None:
                print(outcome.error)
                failed = True
            elif any(item.kind == "differs" for item in outcome.differences):
                for difference in accept(outcome, interpreter.version):
                    print(difference)
                    written += 1
        print(f"{supervisor.identity}: {written} files written")
    return 1 if failed else 0
