"""Runs blocks as the prompt would, and gives back what each input printed.

The same engine runs in the checks, in the build and in the reader's browser.
"""

from __future__ import annotations
import __future__

import gc
import io
import linecache
import sys
import threading
import traceback
import types
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TextIO

from snippets.addresses import Addresses
from snippets.restore import restored_interpreter
from snippets.sessions import BLANK, Example, SessionError, parse_session, shown_output

OUTPUT_LIMIT = 1_000_000  # characters; a block of the book prints some hundreds

_FUTURE_FLAGS = 0
for _name in __future__.all_feature_names:
    _FUTURE_FLAGS |= getattr(__future__, _name).compiler_flag

Progress = Callable[[str, int], None]


class Code(NamedTuple):
    """A block as the engine needs it: its file's name and the text that a page shows."""

    filename: str
    text: str

    @property
    def is_session(self) -> bool:
        return self.filename.endswith(".pycon")


class BlockFailed(Exception):
    """A block that could not be run to its end; `line` counts in the text of the page."""

    def __init__(self, filename: str, line: int, message: str) -> None:
        super().__init__(message)
        self.filename = filename
        self.line = line
        self.message = message


class OutputTooLong(BaseException):
    """Ends a block that prints without end; a block that catches Exception does not catch it."""


class Sink(io.StringIO):
    """Standard output and standard error in one, in the order of writing."""

    #: In characters, for one input.
    limit = OUTPUT_LIMIT

    def __init__(self, addresses: Addresses) -> None:
        super().__init__()
        self._addresses = addresses
        self._room = self.limit

    def write(self, text: str) -> int:
        self._room -= len(text)
        if self._room < 0:
            raise OutputTooLong
        super().write(self._addresses.number(text))
        return len(text)

    def close(self) -> None:
        """Stay open, whatever the block closes: what goes wrong after that is shown here too."""

    def take(self) -> str:
        text = self.getvalue()
        self._room = self.limit
        self.seek(0)
        self.truncate()
        return text


class Run:
    """One namespace in which blocks run one after another, as typed at one prompt."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._module = types.ModuleType("__main__")
        self._addresses = Addresses()
        self._sink = self._new_sink()
        self._out: TextIO = self._sink
        self._progress = progress
        self._flags = 0
        self._filenames: list[str] = []

    def _new_sink(self) -> Sink:
        return Sink(self._addresses)

    def whole(self, code: Code) -> list[tuple[Example, str]]:
        """Run a block; a listing counts as one example whose input is the whole file."""
        if code.is_session:
            return list(self.session(code))
        return [(Example(1, 1, 1, code.text, ""), self.listing(code))]

    def session(self, code: Code) -> Iterator[tuple[Example, str]]:
        """Run a session; yield each example with what it printed, as a session spells it."""
        try:
            session = parse_session(code.text)
        except SessionError as error:
            raise BlockFailed(code.filename, error.line, error.message) from None
        self._show_source(code.filename, list(session.typed))
        for example in session.examples:
            if self._progress is not None:
                self._progress(code.filename, example.line)
            self._interact(example, code.filename)
            yield example, self._output(example, code.filename)

    def listing(self, code: Code) -> str:
        """Run a listing; return what it printed. Raise `BlockFailed` if it does not end cleanly."""
        self._show_source(code.filename, io.StringIO(code.text).readlines())
        if self._progress is not None:
            self._progress(code.filename, 1)
        try:
            self._exec_listing(code)
        except OutputTooLong:
            self._printed_too_much(code.filename, 1)
        return self._sink.take()

    @contextmanager
    def ready(self) -> Iterator[Run]:
        """Stand in for the prompt; leave the interpreter as it was."""
        with restored_interpreter(self._sink, self._module, self._unraisable, self._display):
            try:
                yield self
            finally:
                self._clear()

    def ending(self) -> str:
        """Drop all names, as Python does at the end of a file; return what that printed."""
        self._module.__dict__.clear()
        gc.collect()
        return self._sink.take()

    def _exec_listing(self, code: Code) -> None:
        try:
            exec(self._compile_listing(code), self._module.__dict__)
        except OutputTooLong:
            raise
        except BaseException as error:  # noqa: BLE001 - whatever a block raises is its own
            if not (isinstance(error, SystemExit) and error.code in (None, 0)):
                self._listing_raised(error, code.filename)

    def _interact(self, example: Example, filename: str) -> None:
        try:
            self._exec_input(example, filename)
        except OutputTooLong:
            self._printed_too_much(filename, example.line)
        except SystemExit as error:
            self._ended(error, filename, example.line)

    def _exec_input(self, example: Example, filename: str) -> None:
        try:
            compiled = self._compile(example, filename)
            exec(compiled, self._module.__dict__)
        except (OutputTooLong, SystemExit):
            raise
        except BaseException as error:  # noqa: BLE001 - shown as the prompt shows it
            self._tell(error)

    def _printed_too_much(self, filename: str, line: int) -> None:
        message = f"this prints more than {self._sink.limit:,} characters"
        raise BlockFailed(filename, line, message) from None

    def _ended(self, _: SystemExit, filename: str, line: int) -> None:
        raise BlockFailed(filename, line, "this ends the interpreter") from None

    def _listing_raised(self, error: BaseException, filename: str) -> None:
        line = _line_of(error, filename)
        raise BlockFailed(filename, line, "the listing raised\n" + _shown(error)) from None

    def _tell(self, error: BaseException) -> None:
        """Show an exception that no one caught; like the prompt, keep it until the next."""
        found = _without_ours(error)
        sys.last_type, sys.last_value, sys.last_traceback = type(error), error, found
        if sys.version_info >= (3, 12):
            sys.last_exc = error
        if sys.excepthook is sys.__excepthook__:
            self._out.write(_shown(error))
        else:
            self._call_hook(error, found)

    def _call_hook(self, error: BaseException, found: types.TracebackType | None) -> None:
        """Leave `error` to the hook of the block; show both, as CPython does, if that fails."""
        try:
            sys.excepthook(type(error), error, found)
        except (OutputTooLong, SystemExit):
            raise
        except BaseException as failed:  # noqa: BLE001 - a hook may raise anything
            if failed.__context__ is error:
                failed.__context__ = None  # CPython calls the hook where nothing is handled
            self._out.write(f"Error in sys.excepthook:\n{_shown(failed)}")
            self._out.write(f"\nOriginal exception was:\n{_shown(error)}")

    def _compile(self, example: Example, filename: str) -> types.CodeType:
        # Blank lines in front give tracebacks the line as it counts in the whole block.
        source = "\n" * (example.typed - 1) + example.source
        compiled: types.CodeType = compile(source, filename, "single", self._flags, True)
        self._flags |= compiled.co_flags & _FUTURE_FLAGS
        return compiled

    def _compile_listing(self, code: Code) -> types.CodeType:
        compiled: types.CodeType = compile(code.text, code.filename, "exec", dont_inherit=True)
        return compiled

    def _output(self, example: Example, filename: str) -> str:
        printed = self._sink.take()
        if BLANK in printed and BLANK in printed.split("\n"):
            message = f"this prints {BLANK}, which stands for an empty line"
            raise BlockFailed(filename, example.line, message)
        return shown_output(printed)

    def _display(self, value: object) -> None:
        self._addresses.seen(value)
        sys.__displayhook__(value)

    def _unraisable(self, event: Any) -> None:
        """Write what CPython writes, with the block's own source lines on every version."""
        what = event.err_msg or ("Exception ignored in" if event.object is not None else "")
        if event.object is not None:
            what += f": {event.object!r}"
        elif what:
            what += ":"
        self._out.write(what + "\n" if what else "")
        # Up to 3.14 CPython writes the last exception alone here, without what it arose from.
        chain = sys.version_info >= (3, 15)
        self._out.write(_shown(event.exc_value, chain=chain))
        self._addresses.retire(what)

    def _show_source(self, filename: str, lines: list[str]) -> None:
        self._filenames.append(filename)
        linecache.cache[filename] = (sum(map(len, lines)), None, lines, filename)

    def _clear(self) -> None:
        self._module.__dict__.clear()
        for filename in self._filenames:
            linecache.cache.pop(filename, None)


def run_chain(codes: Iterable[Code], progress: Progress | None = None) -> list[tuple[Example, str]]:
    """Run the blocks in order in one namespace; return the outcome of the last.

    A listing counts as one example whose input is the whole file.
    """
    *before, last = codes
    run = Run(progress)
    threads = threading.active_count()
    with run.ready():
        for code in before:
            run.whole(code)
        outcome = run.whole(last)
        if not last.is_session:
            outcome = [(example, printed + run.ending()) for example, printed in outcome]
        if threading.active_count() > threads:
            message = "this leaves a thread running, which may print at any time; join it"
            raise BlockFailed(last.filename, outcome[-1][0].line if outcome else 1, message)
    return outcome


def _without_ours(error: BaseException) -> types.TracebackType | None:
    found = error.__traceback__
    while found is not None and found.tb_frame.f_code.co_filename == __file__:
        found = found.tb_next
    return found


def _shown(error: BaseException, *, chain: bool = True) -> str:
    """Return the traceback of `error` without the frames of this module."""
    found = _without_ours(error)
    if isinstance(error, SyntaxError) and found is None:
        return "".join(traceback.format_exception_only(error))
    return "".join(traceback.format_exception(type(error), error, found, chain=chain))


def _line_of(error: BaseException, filename: str) -> int:
    if isinstance(error, SyntaxError) and error.filename == filename:
        return error.lineno or 1
    line = 1
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == filename:
            line = number
    return line
