"""Runs the blocks of a page for a reader, who may have changed them and looks on.

The same engine as in the checks, but what goes wrong in a block is shown, not reported: an
exception ends a listing as it ends a program, output without end is cut, and what is printed is
told while it is printed.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from snippets.compare import first_difference
from snippets.engine import BlockFailed, Code, OutputTooLong, Run, Sink
from snippets.sessions import Example
from snippets.typed import session_of

Json = dict[str, Any]
Tell = Callable[[Json], None]

#: In characters, for one input: more than a reader looks through, and no load for a page.
LIMIT = 50_000

#: So many writes are told at once: nobody could tell the last of them while a loop prints no more.
#: What is written after them is told together, after a pause in seconds.
SOON, PAUSE = 200, 0.05

CUT = f"\n(The output was cut here, after {LIMIT:,} characters.)\n"
NO_KEYBOARD = "nothing can be typed while a block runs; write what it would read into the code"


def serve(kind: str, job: str, tell: Callable[[str], None]) -> str:
    """Answer a job of a page, a "run" or a "film"; all is JSON, in and out."""
    asked: Json = json.loads(job)
    if kind == "film":
        return json.dumps(_film(asked))
    return json.dumps(run_blocks(asked, lambda said: tell(json.dumps(said))))


def run_blocks(job: Json, tell: Tell) -> Json:
    """Run the blocks of `job`; return what kept it from its end, if anything did.

    Each block has a `file`, a `text`, and is `typed` if that is a session without its prompts.
    `out` is what the page shows under a listing. `tell` hears what the last block prints, and of
    each of its inputs what became of it: ``line``, ``end``, ``source``, ``got``, ``want``, and in
    ``different`` the first line of `want` that was not borne out, or None.
    """
    *before, last = [_code(block) for block in job["blocks"]]
    run = _Live(tell)
    with run.ready():
        try:
            for code in before:
                run.quietly(code)
            run.aloud(last, job.get("out", ""))
        except BlockFailed as error:
            return _failure(error.message, error.filename, error.line)
    return {}


def _film(job: Json) -> Json:
    """Record the last block of `job` with every function that it calls."""
    from snippets.recording import film_of_all  # noqa: PLC0415 - most readers only run

    codes = [_code(block) for block in job["blocks"]]
    try:
        return {"film": film_of_all(codes, job["name"])}
    except BlockFailed as error:
        return _failure(error.message, error.filename, error.line)
    except ValueError as error:
        return _failure(str(error), codes[-1].filename, 1)


def _failure(message: str, filename: str, line: int) -> Json:
    return {"failed": {"message": message, "file": filename, "line": line}}


def _code(block: Json) -> Code:
    text: str = block["text"]
    return Code(block["file"], session_of(text) if block.get("typed") else text)


class _LiveSink(Sink):
    """Tells what is printed while it is printed, and keeps what fits under the limit."""

    limit = LIMIT

    def start(self, tell: Tell) -> None:
        """Tell it to `tell` from here on."""
        self._tell = tell
        self._told, self._when, self._tells = 0, time.monotonic(), 0

    def write(self, text: str) -> int:
        room = self._room
        if len(text) > room >= 0:
            super().write(text[:room])
        super().write(text)  # raises where there is no room
        if self._tells < SOON or time.monotonic() - self._when > PAUSE:
            self._tell_more()
        return len(text)

    def cut(self) -> None:
        """Say that there was more, past the limit."""
        io.StringIO.write(self, CUT)

    def _tell_more(self) -> None:
        printed = self.getvalue()
        self._tell({"printed": printed[self._told :]})
        self._told, self._when = len(printed), time.monotonic()
        self._tells += 1

    def take(self) -> str:
        self._told = 0
        return super().take()


class _NoKeyboard(io.TextIOBase):
    """Standard input where there is nobody to type."""

    def readline(self, _: int | None = -1, /) -> str:  # type: ignore[override]
        raise EOFError(NO_KEYBOARD)

    read = readline


class _Live(Run):
    """A prompt whose reader looks on."""

    def __init__(self, tell: Tell) -> None:
        self._hear = tell
        self._is_loud = self._is_over = False
        super().__init__()

    def _new_sink(self) -> Sink:
        self._live = _LiveSink(self._addresses)
        return self._live

    @contextmanager
    def ready(self) -> Iterator[Run]:
        with super().ready():
            sys.stdin = _NoKeyboard()
            yield self

    def quietly(self, code: Code) -> None:
        """Run a block that the one the reader looks at continues."""
        self._live.start(lambda _: None)
        self.whole(code)

    def aloud(self, code: Code, out: str) -> None:
        """Run the block that the reader looks at."""
        self._is_loud = True
        self._live.start(self._hear)
        if not code.is_session:
            printed = self.listing(code) + self.ending()
            self._outcome(Example(1, 1, 1, code.text, out), printed, exact=True)
            return
        for example, got in self.session(code):
            self._outcome(example, got)
            if self._is_over:
                break

    def _outcome(self, example: Example, got: str, *, exact: bool = False) -> None:
        different = first_difference(example.want, got, exact=exact)
        self._hear({"got": got, "different": different, **example._asdict()})

    def _tell(self, error: BaseException) -> None:
        _hide_ours(error)
        super()._tell(error)

    def _printed_too_much(self, filename: str, line: int) -> None:
        if not self._is_loud:
            super()._printed_too_much(filename, line)
        self._live.cut()

    def _ended(self, error: SystemExit, filename: str, line: int) -> None:
        if not self._is_loud:
            super()._ended(error, filename, line)
        self._is_over = True
        said = _safely(repr, error)
        self._say(f"(This ends the interpreter: {said}. Nothing after it was run.)\n")

    def _listing_raised(self, error: BaseException, filename: str) -> None:
        if not self._is_loud:
            super()._listing_raised(error, filename)
        if isinstance(error, SystemExit):
            self._say(_last_words(error))
            return
        try:
            self._tell(error)
        except SystemExit as ended:  # so ends a hook for exceptions
            self._say(_last_words(ended))

    def _say(self, text: str) -> None:
        """Write what there is to say after the end, as far as there is room for it."""
        try:
            self._out.write(text)
        except OutputTooLong:
            self._live.cut()


def _last_words(error: SystemExit) -> str:
    """Return what a program writes that ends so, and what the shell is told."""
    if error.code is None or isinstance(error.code, int):
        return f"(The program ended with exit status {error.code or 0}.)\n"
    return f"{_safely(str, error.code)}\n(The program ended with exit status 1.)\n"


def _safely(words: Callable[[object], str], value: object) -> str:
    """Return `words` of a value of the reader's, which may have none."""
    try:
        return words(value)
    except Exception:  # noqa: BLE001 - it is the reader's own
        return f"<{type(value).__name__} object whose {words.__name__}() failed>"


def _hide_ours(error: BaseException | None) -> None:
    """Take the frames of this module from a traceback, and from those of what it arose from."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        step = error.__traceback__
        while step is not None:
            if step.tb_next and step.tb_next.tb_frame.f_code.co_filename == __file__:
                step.tb_next = None
            step = step.tb_next
        error = error.__cause__ or error.__context__
