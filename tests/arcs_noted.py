"""What is noted of gentools, by either way of seeing it run."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from threading import get_ident
from types import FrameType
from typing import Any

_HERE = str(Path(__file__).resolve().parent) + os.sep
LIBRARY = str(Path(_HERE).parent / "gentools") + os.sep
#: The ways of seeing it run, whose frames are to be overlooked.
OURS = {f"{_HERE}arcs_{name}.py" for name in ("monitoring", "noted", "tracing")}
_GET_FRAME = sys._getframe

#: Which line came after which, by file; as in `coverage`, a function begins at and goes to the
#: negative of its first line.
arcs: dict[str, set[tuple[int, int]]] = {}
_busy: set[int] = set()


def is_busy() -> bool:
    """Does this thread run a trace function or a callback of whoever is tested?"""
    return get_ident() in _busy


def ask(function: Callable[..., Any], *arguments: Any) -> Any:
    """Call a trace function or a callback of whoever is tested, and let it be seen."""
    thread = get_ident()
    _busy.add(thread)
    try:
        return sys.call_tracing(function, arguments)
    finally:
        _busy.discard(thread)


def get_frame(depth: int = 0) -> FrameType:
    """Return a frame as `sys._getframe` does, those in between left out."""
    frame: FrameType | None = _GET_FRAME(1)
    while frame is not None:
        if frame.f_code.co_filename not in OURS:
            if depth == 0:
                return frame
            depth -= 1
        frame = frame.f_back
    raise ValueError("call stack is not deep enough")
