"""A pytest plugin that notes which lines of gentools were run, and which line came after which.

The tools that measure coverage see nothing of what runs inside of a trace function or of a
callback of `sys.monitoring`, and that is where a recorder is at work. So those are called here in
a way that lets them be traced. It needs no package, and so runs on every interpreter:
``python -m pytest -p tests.arcs``, with the file to write in the environment, as ARCS.
"""

from __future__ import annotations

import dis
import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

_LIBRARY = str(Path(__file__).resolve().parent.parent / "gentools") + os.sep
_RESUME = dis.opmap["RESUME"]
_YIELD = dis.opmap["YIELD_VALUE"]
_SET_TRACE = sys.settrace
_GET_FRAME = sys._getframe

Tracer = Callable[[FrameType, str, Any], Any]
arcs: dict[str, set[tuple[int, int]]] = {}


def _begins(frame: FrameType) -> bool:
    """Does the frame begin to run, and not go on after a yield?"""
    code, at = frame.f_code.co_code, frame.f_lasti
    return code[at] != _RESUME or code[at + 1] & 3 == 0


def _is_suspended(frame: FrameType) -> bool:
    code, at = frame.f_code.co_code, frame.f_lasti
    return code[at] == _YIELD or (code[at] == _RESUME and code[at + 1] & 3 != 0)


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
        if self._others is not None and not _others.busy:
            self._others = _others.ask(self._others, frame, event, arg)
        return self.trace

    def _note(self, frame: FrameType, event: str, found: set[tuple[int, int]]) -> None:
        if event == "line":
            found.add((self._last, frame.f_lineno))
            self._last = frame.f_lineno
        elif event == "return" and not _is_suspended(frame):
            found.add((self._last, self._outside))


class _Others:
    """Calls the trace function and the callbacks of whoever is tested, and lets them be traced."""

    def __init__(self) -> None:
        self.tracer: Tracer | None = None
        self.busy = False

    def ask(self, function: Callable[..., Any], *arguments: Any) -> Any:
        self.busy = True
        try:
            return sys.call_tracing(_call, (function, arguments))
        finally:
            self.busy = False


def _call(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    if sys.version_info < (3, 12):
        _SET_TRACE(_trace)  # there `sys.call_tracing` alone does not bring it back
    return function(*arguments)


_others = _Others()


def _trace(frame: FrameType, event: str, arg: Any) -> Tracer | None:
    if frame.f_code.co_filename == __file__:
        return None
    noted = frame.f_code.co_filename.startswith(_LIBRARY)
    others = None
    if _others.tracer is not None and not _others.busy:
        others = _others.ask(_others.tracer, frame, event, arg)
    return _Frame(frame, others, noted=noted).trace if noted or others else None


def _set_trace(tracer: Tracer | None) -> None:
    _others.tracer = tracer


def _get_trace() -> Tracer | None:
    return _others.tracer


def _get_frame(depth: int = 0) -> FrameType:
    """Return a frame as `sys._getframe` does, those of this module left out."""
    frame: FrameType | None = _GET_FRAME(1)
    while frame is not None:
        if frame.f_code.co_filename != __file__:
            if depth == 0:
                return frame
            depth -= 1
        frame = frame.f_back
    raise ValueError("call stack is not deep enough")


def _register(monitoring: Any) -> None:
    register = monitoring.register_callback

    def register_callback(tool: int, event: int, callback: Callable[..., Any] | None) -> Any:
        if callback is None:
            return register(tool, event, None)

        def called(code: CodeType, *arguments: Any) -> Any:
            if code.co_filename != __file__ and not _others.busy:
                return _others.ask(callback, code, *arguments)
            return None

        return register(tool, event, called)

    monitoring.register_callback = register_callback


def pytest_configure() -> None:
    sys.settrace, sys.gettrace, sys._getframe = _set_trace, _get_trace, _get_frame  # type: ignore[assignment]
    if sys.version_info >= (3, 12):
        _register(sys.monitoring)
        threading.settrace(_trace)  # while 3.11 records, no thread may set one


def pytest_runtest_setup() -> None:
    """Begin, or begin again: an error in a trace function, as of too deep a recursion, ends it."""
    _SET_TRACE(_trace)


def pytest_collection() -> None:
    """Begin before the tests are imported."""
    _SET_TRACE(_trace)


def pytest_unconfigure() -> None:
    _SET_TRACE(None)
    found = {name.removeprefix(_LIBRARY): sorted(lines) for name, lines in arcs.items()}
    Path(os.environ["ARCS"]).write_text(json.dumps(found), encoding="utf-8")
