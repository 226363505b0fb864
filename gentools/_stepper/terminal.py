"""The terminal while the stepper has it: keys one by one, a screen of its own, and back again."""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import tty
from collections import deque
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Final

from gentools._stepper.keys import read_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import FrameType
    from typing import TextIO

#: Another screen, no cursor, no line that goes on in the next row; and all that undone.
_ENTER: Final = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[2J"
_LEAVE: Final = "\x1b[0m\x1b[?7h\x1b[?25h\x1b[?1049l"
#: How long the rest of a key may take to come, in seconds.
_REST: Final = 0.05
RESIZED: Final = "resized"


class Terminal:
    """A terminal in use: see :func:`using`."""

    def __init__(self, keyboard: int, stream: TextIO) -> None:
        self._keyboard = keyboard
        self._stream = stream
        self._before = termios.tcgetattr(keyboard)
        self._keys: deque[str] = deque()
        self._begun = b""
        #: Has the user asked to stop it, as Ctrl-Z does?
        self.stopping = False
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(self._waker, False)

    @property
    def waker(self) -> int:
        """Return the file descriptor that signals write to, so that the wait for a key ends."""
        return self._waker

    def enter(self) -> None:
        """Take the terminal."""
        tty.setcbreak(self._keyboard)
        self._write(_ENTER)

    def leave(self) -> None:
        """Give the terminal back as it was, if it is still there."""
        with suppress(OSError, termios.error):
            termios.tcsetattr(self._keyboard, termios.TCSADRAIN, self._before)
            self._write(_LEAVE)

    def close(self) -> None:
        """Give up what the terminal was watched with."""
        os.close(self._woken)
        os.close(self._waker)

    def size(self) -> tuple[int, int]:
        """Return the columns and the rows."""
        columns, rows = os.get_terminal_size(self._stream.fileno())
        return columns or 80, rows or 24

    def draw(self, rows: list[str]) -> None:
        """Put *rows* on the screen, from its top."""
        lines = "".join(f"\x1b[{number};1H{row}\x1b[K" for number, row in enumerate(rows, 1))
        self._write(f"{lines}\x1b[J")

    def key(self) -> str:
        """Return the next key, or :data:`RESIZED`; wait for it."""
        while not self._keys:
            ready, _, _ = select.select(
                [self._keyboard, self._woken], [], [], _REST if self._begun else None
            )
            if self._woken in ready:
                os.read(self._woken, 1024)
                self._stop()
                return RESIZED
            self._receive(self._read() if ready else b"", late=not ready)
        return self._keys.popleft()

    def _stop(self) -> None:
        """Stop, if that was asked for, until the shell brings us back."""
        if not self.stopping:
            return
        self.stopping = False
        self.leave()
        ours = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, ours)
        self.enter()

    def _read(self) -> bytes:
        try:
            return os.read(self._keyboard, 1024)
        except OSError:  # the terminal is gone
            return b""

    def _receive(self, data: bytes, *, late: bool) -> None:
        ended = not data and not late
        keys, self._begun = read_keys(self._begun + data, finished=late or ended)
        self._keys.extend(keys)
        if ended:
            self._keys.append("eof")

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


@contextmanager
def using(stream: TextIO) -> Generator[Terminal]:
    """Take the terminal for as long as the block runs; it is given back however the block ends."""
    terminal = Terminal(sys.stdin.fileno(), stream)
    with ExitStack() as stack:
        stack.callback(terminal.close)
        stack.enter_context(_signals(terminal))
        stack.callback(terminal.leave)
        stack.callback(_ignore_more)
        terminal.enter()
        yield terminal


def _ignore_more() -> None:
    """Let nothing that ends us once more come between us and giving the terminal back."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def _signals(terminal: Terminal) -> Generator[None]:
    def ignore(*_: object) -> None:
        """Be there: only a signal with a handler wakes the wait for a key."""

    def end(number: int, _: object) -> None:
        sys.exit(128 + number)

    def stop(*_: object) -> None:
        # Not here and now: the screen may just be being written.
        terminal.stopping = True

    handlers: dict[int, Callable[[int, FrameType | None], object]] = {
        signal.SIGINT: signal.default_int_handler,
        signal.SIGWINCH: ignore,
        signal.SIGTERM: end,
        signal.SIGHUP: end,
        signal.SIGTSTP: stop,
    }
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    waker = signal.set_wakeup_fd(terminal.waker, warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(waker)
        for number, handler in before.items():
            signal.signal(number, handler)
