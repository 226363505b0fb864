"""An alarm for a program that waits, or loops where the recorder is told of nothing."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator

    from gentools._record.limits import Meter

#: A program can catch what is meant to end it; then it is told again, after so many seconds.
_AGAIN: Final = 0.05
#: In seconds: three years, which a system can still count.
_LONGEST: Final = 1e8


@contextmanager
def alarm(meter: Meter) -> Generator[None, None, None]:
    """Stop the program when its time is over, where the system can interrupt it.

    It cannot in WebAssembly, on Windows, in a thread that is not the main one, or where the alarm
    signal is in use already.
    """
    if not _is_free():
        yield
        return

    def ring(*_: object) -> None:
        if meter.running:
            meter.too_late()

    signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, min(meter.limits.seconds, _LONGEST), _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _is_free() -> bool:
    return (
        hasattr(signal, "setitimer")
        and threading.current_thread() is threading.main_thread()
        and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
        and signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    )
