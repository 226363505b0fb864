"""Sees gentools run by a trace function: Python 3.11 has no other way."""

from __future__ import annotations

import dis
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from tests.arcs_noted import LIBRARY, OURS, arcs, ask, get_frame, is_busy

_RESUME = dis.opmap["RESUME"]
_YIELD = dis.opmap["YIELD_VALUE"]
_SET_TRACE = sys.settrace

Tracer = Callable[[FrameType, str, Any], Any]


def prepare() -> None:
    """Keep the place of the trace function; the program's is called from there."""
    sys.settrace, sys.gettrace, sys._getframe = _set_trace, _get_trace, get_frame  # type: ignore[assignment]


def begin() -> None:
    _SET_TRACE(_trace)


def end() -> None:
    _SET_TRACE(None)


class _Program:
    """The trace function that the program has set."""

    tracer: Tracer | None = None


def _set_trace(tracer: Tracer | None) -> None:
    _Program.tracer = tracer


def _get_trace() -> Tracer | None:
    return _Program.tracer


def _ask(tracer: Tracer, frame: FrameType, event: str, arg: Any) -> Any:
    return ask(_seen, tracer, frame, event, arg)


def _seen(tracer: Tracer, *arguments: Any) -> Any:
    _SET_TRACE(_trace)  # `sys.call_tracing` alone does not bring it back
    return tracer(*arguments)


def _trace(frame: FrameType, event: str, arg: Any) -> Tracer | None:
    if frame.f_code.co_filename in OURS:
        return None
    noted = frame.f_code.co_filename.startswith(LIBRARY)
    others = None
    if _Program.tracer is not None and not is_busy():
        others = _ask(_Program.tracer, frame, event, arg)
    return _Frame(frame, others, noted=noted).trace if noted or others else None


class _Frame:
    """Notes the lines of one frame, and passes its events on to the program's trace function."""

    def __init__(self, frame: FrameType, others: Tracer | None, *, noted: bool) -> None:
        self._found = arcs.setdefault(frame.f_code.co_filename, set()) if noted else None
        self._outside = -frame.f_code.co_firstlineno
        self._last = self._outside if _begins(frame) else frame.f_lineno
        self._others = others

    def trace(self, frame: FrameType, event: str, arg: Any) -> Any:
        if self._found is not None:
            self._note(frame, event, self._found)
        if self._others is not None and not is_busy():
            self._others = _ask(self._others, frame, event, arg)
        return self.trace

    def _note(self, frame: FrameType, event: str, found: set[tuple[int, int]]) -> None:
        if event == "line":
            found.add((self._last, frame.f_lineno))
            self._last = frame.f_lineno
        elif event == "return" and not _is_suspended(frame):
            found.add((self._last, self._outside))


def _begins(frame: FrameType) -> bool:
    """Does the frame begin to run, and not go on after a yield?"""
    code, at = frame.f_code.co_code, frame.f_lasti
    return code[at] != _RESUME or code[at + 1] & 3 == 0


def _is_suspended(frame: FrameType) -> bool:
    code, at = frame.f_code.co_code, frame.f_lasti
    return code[at] == _YIELD or (code[at] == _RESUME and code[at + 1] & 3 != 0)
