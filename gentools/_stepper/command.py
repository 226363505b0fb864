"""The command ``python -m gentools``."""

from __future__ import annotations

import argparse
import math
import os
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from gentools import __version__
from gentools._record.model import Trace
from gentools._stepper.opening import (
    CannotOpen,
    Wanted,
    as_page,
    opened,
    recorded,
    save,
    taken,
)
from gentools._stepper.session import Session, by_lines
from gentools._views.colour import wants_colour
from gentools._views.columns import visible
from gentools._views.signs import signs_for
from gentools._views.traces import counted, trace_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_INTERRUPTED = 130
_FLAGS = ("-h", "--help", "--force", "--text", "--version")
_VALUED = (
    *("--by", "--follow", "--html", "--max-steps", "--max-seconds", "--max-size"),
    "--record",
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = _parser()
    ours, theirs = _split(sys.argv[1:] if arguments is None else arguments)
    options = parser.parse_args(ours)
    options.arguments = theirs
    try:
        trace = _trace(options)
        _save(trace, options)
        if options.text or not _targets(options):
            _show(trace, text=options.text)
    except CannotOpen as error:
        parser.error(str(error))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
    except OSError as error:
        _drop_output()
        parser.error(f"cannot write to standard output: {error.strerror or error}")
    return 0


def _targets(options: argparse.Namespace) -> list[Path]:
    return [target for target in (options.record, options.html) if target is not None]


def _save(trace: Trace, options: argparse.Namespace) -> None:
    texts = ((options.record, Trace.to_json), (options.html, as_page))
    for target, text in texts:
        if target is not None:
            save(text(trace), target, force=options.force)
            print(f"{visible(str(target))}: {counted(len(trace), 'step')}", flush=True)


def _drop_output() -> None:
    """Let what stays in the buffer go nowhere: at the exit it could be written as little as now."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m gentools",
        usage="%(prog)s [OPTIONS] FILE [OPTIONS] [--] [ARGS ...]",
        description="Record a Python program and step through what its generators do.",
        epilog="A file that ends in .json is opened as a recording. ARGS are what the program is "
        "given: all from the first that is no option of these, or after --.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("file", metavar="FILE", type=Path, help="the program, or a recording of one")
    add("--by", choices=("opcode", "line", "transfer"), help="what makes a step (default: line)")
    add("--follow", metavar="NAME", action="append", help="step inside this function; repeatable")
    add("--max-steps", metavar="N", type=_count, help="stop the recording after N steps")
    add("--max-seconds", metavar="S", type=_seconds, help="... after S seconds")
    add("--max-size", metavar="N", type=_count, help="... when it is N bytes long")
    add("--record", metavar="OUT", type=Path, help="write the recording to OUT, and don't step")
    add("--html", metavar="OUT", type=Path, help="write a page to OUT that plays the recording")
    add("--force", action="store_true", help="let --record and --html write over a file")
    add("--text", action="store_true", help="print the steps, as is done when no terminal is there")
    add("--version", action="version", version=f"gentools {__version__}")
    return parser


def _positive(number: float) -> float:
    if not 0 < number < math.inf:
        raise argparse.ArgumentTypeError("it has to be greater than 0")
    return number


def _count(text: str) -> int:
    return int(_positive(int(text)))


def _seconds(text: str) -> float:
    return _positive(float(text))


_count.__name__, _seconds.__name__ = "number", "number"  # as argparse names them in its errors


def _split(arguments: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return our own arguments, and those of the program.

    Our options may stand before FILE and right after it. What follows the first argument there
    that is none of them, or a ``--``, is the program's.
    """
    ours: list[str] = []
    rest = list(arguments)
    found = False
    while rest:
        option = rest[0].partition("=")[0]
        if rest[0] == "--":
            return (ours, rest[1:]) if found else ([*ours, *rest[:2]], rest[2:])
        if option in _VALUED:
            taken = 1 if "=" in rest[0] else 2
        elif found and option not in _FLAGS:
            break
        else:
            taken = 1
            found = found or not option.startswith("-")
        ours, rest = [*ours, *rest[:taken]], rest[taken:]
    return ours, rest


def _trace(options: argparse.Namespace) -> Trace:
    for target in _targets(options):
        _check_target(options, target)
    if options.file.suffix == ".json":
        for name in ("by", "follow", "max_steps", "max_seconds", "max_size", "arguments"):
            if getattr(options, name):
                said = "arguments are" if name == "arguments" else f"--{name.replace('_', '-')} is"
                raise CannotOpen(f"{said} for a program; {options.file} is a recording")
        return opened(options.file)
    wanted = Wanted(
        options.by or "line",
        options.follow,
        options.max_steps,
        options.max_seconds,
        options.max_size,
    )
    return recorded(options.file, options.arguments, wanted)


def _check_target(options: argparse.Namespace, target: Path) -> None:
    """See before a program is run that its recording can be kept."""
    if target.exists() and not options.force:
        raise CannotOpen(taken(target))
    if target.exists() and options.file.exists() and target.samefile(options.file):
        raise CannotOpen(f"{visible(str(target))} is what is to be recorded; choose another name")


def _show(trace: Trace, *, text: bool) -> None:
    stream = sys.stdout
    if stream is None:  # it was closed before we began
        raise CannotOpen("there is no standard output to show the steps on")
    if text or not stream.isatty():
        print(trace_text(trace, signs_for(stream)), flush=True)
        return
    session = Session(trace, signs_for(stream), colour=wants_colour(stream))
    if _has_keys():
        _by_keys(session)
    else:
        by_lines(session, sys.stdin or StringIO(), stream)


def _has_keys() -> bool:
    """Return whether keys can be read one by one, and a screen be drawn."""
    if sys.platform == "win32" or os.environ.get("TERM", "dumb") == "dumb":
        return False
    return sys.stdin is not None and sys.stdin.isatty()


def _by_keys(session: Session) -> None:
    from gentools._stepper.terminal import RESIZED, using  # noqa: PLC0415  (not on Windows)

    with using(sys.stdout) as terminal:
        while not session.over:
            terminal.draw(session.screen(*terminal.size()))
            key = terminal.key()
            if key == "interrupt":
                raise KeyboardInterrupt
            if key != RESIZED:
                session.press(key)
