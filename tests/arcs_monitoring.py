"""Sees gentools run by `sys.monitoring`, as Python 3.12 and later have it.

A trace function would be in the way there: up to 3.12 it keeps alive what is in the variables of
all frames, and it makes a recording so slow that its limits of time are reached.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType
from typing import Any

from tests.arcs_noted import LIBRARY, arcs, ask, get_frame, is_busy

_monitoring: Any = getattr(sys, "monitoring", None)
_GET_FRAME = sys._getframe
_TOOL = 1  # for coverage, by its documentation
_seen: set[CodeType] = set()
_last: dict[int, int] = {}  # the line where a frame stands


def prepare() -> None:
    """See to it that callbacks are called in a way that lets them be seen."""
    sys._getframe = get_frame
    register = _monitoring.register_callback

    def register_callback(tool: int, event: int, callback: Callable[..., Any] | None) -> Any:
        if callback is None:
            return register(tool, event, None)

        def called(*arguments: Any) -> Any:
            return None if is_busy() else ask(callback, *arguments)

        return register(tool, event, called)

    _monitoring.register_callback = register_callback
    events = _monitoring.events
    _monitoring.use_tool_id(_TOOL, "tests.arcs")
    register(_TOOL, events.PY_START, _started)
    register(_TOOL, events.LINE, _line)
    register(_TOOL, events.PY_RETURN, _returned)


def begin() -> None:
    _monitoring.set_events(_TOOL, _monitoring.events.PY_START)


def end() -> None:
    _monitoring.set_events(_TOOL, 0)


def _started(code: CodeType, _: int) -> Any:
    if not code.co_filename.startswith(LIBRARY):
        return _monitoring.DISABLE
    if code not in _seen:
        _seen.add(code)
        events = _monitoring.events
        _monitoring.set_local_events(_TOOL, code, events.LINE | events.PY_RETURN)
    _last[id(_GET_FRAME(1))] = -code.co_firstlineno
    return None


def _line(code: CodeType, line: int) -> None:
    _note(code, line)


def _returned(code: CodeType, _: int, __: object) -> None:
    _note(code, -code.co_firstlineno)


def _note(code: CodeType, line: int) -> None:
    frame = id(_GET_FRAME(2))
    arcs.setdefault(code.co_filename, set()).add((_last.get(frame, line), line))
    _last[frame] = line
