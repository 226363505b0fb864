"""The command line of the runner."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from snippets.blocks import Block
from snippets.checking import Checking
from snippets.corpus import ROOT, Corpus
from snippets.interpreters import Interpreter, this_interpreter
from snippets.problems import CorpusError
from snippets.processes import CannotStart
from snippets.selection import SelectionError, chapters_of, select
from snippets.supervisor import TIME_LIMIT, Supervisor


def main(arguments: Sequence[str]) -> int:
    """Run the command; return its exit status: 0 if all is well, 1 if not, 2 for a wrong option."""
    options = _parser().parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):  # what a block prints may not be in its encoding
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        return _run(options)
    except CorpusError as error:
        print(error)
        count = len(error.problems)
        print(f"{count} problem{'s' * (count > 1)} in the corpus; nothing was run")
    except (SelectionError, CannotStart) as error:
        print(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # who read this has seen enough
    except OSError as error:
        print(f"{error.filename}: {error.strerror}")
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
    parser.add_argument("--timeout", type=_seconds, default=TIME_LIMIT, help="seconds for one file")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    parser.add_argument("--corpus", type=Path, default=ROOT, help=argparse.SUPPRESS)
    return parser


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of seconds above 0")
    return seconds


def _run(options: argparse.Namespace) -> int:
    if options.accept and os.environ.get("CI"):
        print("--accept writes into the corpus; it refuses to do so where CI is set")
        return 1
    interpreters, missing = _found() if options.all else ([this_interpreter()], [])
    good = (_accept if options.accept else _check)(options, interpreters)
    for sentence in missing:
        print(f"not found: {sentence}")
    return 0 if good and not (missing and os.environ.get("CI")) else 1


def _found() -> tuple[list[Interpreter], list[str]]:
    # Imported here, as most runs do without; a short run is half start.
    from snippets.finding import find_interpreters  # noqa: PLC0415

    return find_interpreters()


def _chosen(options: argparse.Namespace) -> tuple[Corpus, list[Block]]:
    root = options.corpus.resolve()
    corpus = Corpus.load(root, chapters_of(root, options.paths))
    return corpus, select(corpus, options.paths, options.expression)


def _check(options: argparse.Namespace, interpreters: Sequence[Interpreter]) -> bool:
    corpus, blocks = _chosen(options)
    checking = Checking(corpus, blocks, options.timeout, options.jobs)
    if not options.record:
        return checking.run(interpreters)
    return checking.run_and_record(interpreters, Path(options.record))


def _accept(options: argparse.Namespace, interpreters: Sequence[Interpreter]) -> bool:
    """Accept on each interpreter from the oldest up; each sees what the one before wrote."""
    # Imported here, as most runs do without; a short run is half start.
    from snippets.accept import accept_all  # noqa: PLC0415

    good = True
    for interpreter in interpreters:
        corpus, blocks = _chosen(options)
        supervisor = Supervisor(corpus, interpreter, options.timeout, keep_outputs=True)
        first = interpreter is interpreters[0]
        good &= accept_all(supervisor.run(blocks), interpreter.version, first=first)
        print(f"accepted what {supervisor.identity} prints")
    return good
