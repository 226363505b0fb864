"""A program in a pseudo-terminal, and the screen that it draws there.

The emulator knows what the stepper sends, and fails at everything else.
"""

from __future__ import annotations

import codecs
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self
from unicodedata import east_asian_width

ROOT = Path(__file__).resolve().parent.parent
#: Long enough for the slowest machine: a program that hangs has to end some time.
PATIENCE = 30.0
#: Makes the pseudo-terminal the one that signals come from, then becomes the program.
_LAUNCH = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell has its background ignore it
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""
_SEQUENCE = re.compile(r"\x1b\[(\??)([0-9;]*)([A-Za-z])|([^\x1b])", re.DOTALL)


class Screen:
    """What is to be seen on a terminal."""

    def __init__(self, columns: int, rows: int) -> None:
        self.modes: dict[str, bool] = {}
        self.styled = False
        #: Is the picture complete? A screen ends with an erasure of what is below it.
        self.settled = True
        self._rest = ""
        self.resize(columns, rows)

    def resize(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._cells = [[" "] * columns for _ in range(rows)]
        self._row = self._column = 0

    @property
    def lines(self) -> list[str]:
        return ["".join(row).rstrip() for row in self._cells]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def feed(self, text: str) -> None:
        text = self._rest + text
        position = 0
        while position < len(text):
            match = _SEQUENCE.match(text, position)
            if match is None:
                assert len(text) - position < 12, f"not understood: {text[position:]!r}"
                break
            position = match.end()
            private, numbers, final, sign = match.groups()
            if sign is not None:
                self._put(sign)
            else:
                self._control(private, numbers, final)
        self._rest = text[position:]

    def _put(self, sign: str) -> None:
        if sign == "\r":
            self._column = 0
        elif sign == "\n":
            self._line_feed()
        elif sign >= " ":
            wide = east_asian_width(sign) in "WF"
            if self._column + wide >= self.columns:
                assert self.modes.get("7", True), f"a line runs over the edge: {self.text}"
                self._column = 0
                self._line_feed()
            self._cells[self._row][self._column : self._column + 1 + wide] = [sign, ""][: 1 + wide]
            self._column += 1 + wide

    def _line_feed(self) -> None:
        self._row += 1
        if self._row == self.rows:
            self._cells = [*self._cells[1:], [" "] * self.columns]
            self._row -= 1

    def _control(self, private: str, numbers: str, final: str) -> None:
        if private:
            self.modes[numbers] = final == "h"
            return
        self.settled = final == "J"
        if final == "m":
            self.styled |= numbers != "0"
        elif final == "H":
            row, column = (int(number) for number in numbers.split(";"))
            self._row, self._column = min(row, self.rows) - 1, column - 1
        elif final == "K":
            self._cells[self._row][self._column :] = [" "] * (self.columns - self._column)
        elif final == "J":
            start = 0 if numbers == "2" else self._row + 1
            for row in range(start, self.rows):
                self._cells[row] = [" "] * self.columns
        else:
            raise AssertionError(f"not understood: {numbers}{final}")


class Terminal:
    """A Python program that runs in a pseudo-terminal."""

    def __init__(
        self,
        arguments: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        import pty  # noqa: PLC0415  (is not everywhere)
        import termios  # noqa: PLC0415

        self._ours, theirs = pty.openpty()
        self._there = True
        self.screen = Screen(columns, rows)
        self.heard = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self.resize(columns, rows)
        self.before = termios.tcgetattr(self._ours)
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={**_plain_environment(), **(environment or {})},
            cwd=ROOT,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if self._there:
            os.close(self._ours)

    def hang_up(self) -> None:
        """Take the terminal away."""
        os.close(self._ours)
        self._there = False

    def wait(self) -> int:
        """Return the exit status, without reading what is left."""
        return self._process.wait(PATIENCE)

    @property
    def modes(self) -> list[object]:
        """How the terminal treats what is typed."""
        import termios  # noqa: PLC0415

        return termios.tcgetattr(self._ours)

    def type(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def signal(self, number: int) -> None:
        os.killpg(self._process.pid, number)

    def resize(self, columns: int, rows: int) -> None:
        import termios  # noqa: PLC0415

        # The system tells the program. Told again, it would draw once more, and that could arrive
        # when the terminal has yet another size.
        termios.tcsetwinsize(self._ours, (rows, columns))
        self.screen.resize(columns, rows)

    def until(self, condition: Callable[[Screen], object]) -> Screen:
        """Read until the screen is as wanted; fail if it does not become so."""
        end = time.monotonic() + PATIENCE
        while not (self.screen.settled and condition(self.screen)):
            assert time.monotonic() < end, f"waited in vain; the screen:\n{self.screen.text}"
            ended = self._process.poll() is not None
            assert self._read(0.1) or not ended, (
                f"the program has ended; the screen:\n{self.screen.text}"
            )
        return self.screen

    def until_shown(self, text: str) -> Screen:
        return self.until(lambda screen: text in screen.text)

    def finish(self, again: str = "") -> int:
        """Read what is left, typing something `again` each second; return the exit status."""
        start = typed = time.monotonic()
        while self._process.poll() is None:
            now = time.monotonic()
            assert now < start + PATIENCE, f"it does not end; the screen:\n{self.screen.text}"
            if again and now > typed + 1:
                self.type(again)
                typed = now
            self._read(0.05)
        while self._read(0.05):
            pass
        return self._process.returncode

    def _read(self, seconds: float) -> bool:
        if not select.select([self._ours], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # Linux says so when nobody has the other end any more
            return False
        text = self._decoder.decode(data)
        self.heard += text
        self.screen.feed(text)
        return bool(data)


def _plain_environment() -> dict[str, str]:
    unwanted = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PYTHONIOENCODING")
    plain = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**plain, "TERM": "xterm", "PYTHONUTF8": "1"}
