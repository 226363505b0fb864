"""The stepper in a pseudo-terminal of this process, where it can be measured what is run."""

from __future__ import annotations

import errno
import os
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from gentools._stepper.command import main
from tests.terminal import PATIENCE

pytestmark = [pytest.mark.posix, pytest.mark.native]


class User:
    """Types *keys* when the first screen is complete; each time another is, does the next thing."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import pty  # noqa: PLC0415  (is not everywhere)
        import termios  # noqa: PLC0415

        self._ours, self._theirs = pty.openpty()
        termios.tcsetwinsize(self._ours, (24, 80))
        self._todo: list[str | Callable[[], None]] = []
        self._heard = bytearray()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._keyboard = os.fdopen(self._theirs, "r", closefd=False)
        self._screen = os.fdopen(self._theirs, "w", encoding="utf-8", closefd=False)
        self._monkeypatch = monkeypatch

    def does(self, *things: str | Callable[[], None]) -> None:
        self._monkeypatch.setenv("TERM", "xterm")
        # Only now: pytest has its own streams for each phase of a test.
        self._monkeypatch.setattr(sys, "stdin", self._keyboard)
        self._monkeypatch.setattr(sys, "stdout", self._screen)
        self._todo = list(things)
        self._thread.start()

    def _listen(self) -> None:
        seen = 0
        while (ready := select.select([self._ours], [], [], 0.02)[0]) or not self._done.is_set():
            if not ready:
                continue
            self._heard += os.read(self._ours, 65536)
            while self._todo and self._heard.find(b"\x1b[J", seen) >= 0:
                seen = self._heard.find(b"\x1b[J", seen) + 1
                self._do(self._todo.pop(0))

    def _do(self, thing: str | Callable[[], None]) -> None:
        if isinstance(thing, str):
            os.write(self._ours, thing.encode())
        else:
            thing()

    def sends_no_signals(self) -> None:
        """Let the terminal give what the user types to the program, Ctrl-C as well."""
        import termios  # noqa: PLC0415  (is not everywhere)

        modes = termios.tcgetattr(self._theirs)
        modes[3] &= ~termios.ISIG
        termios.tcsetattr(self._theirs, termios.TCSANOW, modes)

    def loses_the_terminal(self) -> None:
        read = os.read

        def gone(file: int, size: int) -> bytes:
            if file == self._theirs:
                raise OSError(errno.EIO, "Input/output error")
            return read(file, size)

        self._monkeypatch.setattr(os, "read", gone)
        os.write(self._ours, b"n")

    def heard(self) -> str:
        self._done.set()
        self._thread.join(PATIENCE)
        return self._heard.decode(errors="replace")

    def close(self) -> None:
        self.heard()
        self._keyboard.close()
        self._screen.close()
        os.close(self._ours)
        os.close(self._theirs)


@pytest.fixture
def user(monkeypatch: pytest.MonkeyPatch) -> Iterator[User]:
    user = User(monkeypatch)
    yield user
    user.close()


@pytest.fixture
def program(tmp_path: Path) -> str:
    path = tmp_path / "program.py"
    path.write_text("def one():\n    yield 1\nfor number in one():\n    held = [number]\n")
    return str(path)


def tell(number: int) -> Callable[[], None]:
    ident = threading.main_thread().ident
    assert ident is not None
    return lambda: signal.pthread_kill(ident, number)


def test_keys_are_read_until_one_quits(user: User, program: str) -> None:
    user.does("n", "t", "?", "x", ":ex", "pand held\x7f\x1b", "zq")
    assert main([program]) == 0
    heard = user.heard()
    assert "step 1 of" in heard
    assert "to the next transfer of control" in heard
    assert "The key 'z' has no meaning here" in heard


def test_a_resize_draws_anew_and_a_stop_gives_the_terminal_away_for_its_time(
    user: User, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _, number: stopped.append(number))
    user.does(tell(signal.SIGWINCH), tell(signal.SIGTSTP), "q")
    assert main([program]) == 0
    assert stopped == [signal.SIGTSTP]
    assert user.heard().count("\x1b[?1049h") == 2


def test_ctrl_c_and_signals_end_it(user: User, program: str) -> None:
    before = signal.getsignal(signal.SIGTERM)
    user.does(tell(signal.SIGINT))
    assert main([program]) == 130
    assert signal.getsignal(signal.SIGTERM) == before
    assert user.heard().endswith("\x1b[?1049l")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_second_signal_does_not_keep_the_terminal_from_being_given_back(
    number: int, user: User, program: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from gentools._stepper.terminal import Terminal  # noqa: PLC0415  (needs termios)

    leave = Terminal.leave

    def interrupted(terminal: Terminal) -> None:
        signal.raise_signal(number)
        leave(terminal)

    monkeypatch.setattr(Terminal, "leave", interrupted)
    before = signal.getsignal(number)
    user.does(tell(signal.SIGINT))
    assert main([program]) == 130
    assert signal.getsignal(number) == before
    assert user.heard().endswith("\x1b[?1049l")


def test_a_signal_to_end_is_its_exit_status(user: User, program: str) -> None:
    user.does(tell(signal.SIGTERM))
    with pytest.raises(SystemExit) as caught:
        main([program])
    assert caught.value.code == 128 + signal.SIGTERM
    assert user.heard().endswith("\x1b[?1049l")


def test_the_end_of_input_ends_it(user: User, program: str) -> None:
    user.does("\x04")
    assert main([program]) == 0


def test_ctrl_c_ends_it_where_it_is_a_key_like_any_other(user: User, program: str) -> None:
    user.sends_no_signals()
    user.does("\x03")
    assert main([program]) == 130
    assert user.heard().endswith("\x1b[?1049l")


def test_a_terminal_that_can_be_read_no_more_ends_it(user: User, program: str) -> None:
    user.does(user.loses_the_terminal)
    assert main([program]) == 0
    assert user.heard().endswith("\x1b[?1049l")
