"""The engine of Python 3.12 and later: `sys.monitoring`.

It misses no instruction of a frame that is entered for the first time, as tracing does there, and
the program may set a trace function of its own.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from threading import get_ident
from typing import TYPE_CHECKING, Any, Final, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import CodeType, FrameType

    from gentools._record.recorder import Recorder

# Python 3.11 has none, and imports this module only to read its docstrings.
_monitoring: Any = getattr(sys, "monitoring", None)
_frame_at: Callable[[int], FrameType] = cast("Any", sys)._getframe
_LOCAL: Final = ("PY_START", "PY_RESUME", "PY_RETURN", "PY_YIELD")
_GLOBAL: Final = ("PY_UNWIND", "PY_THROW")


@contextmanager
def listening(recorder: Recorder) -> Generator[None, None, None]:
    """Tell *recorder* what happens in this thread."""
    tool = _free_tool()
    _monitoring.use_tool_id(tool, "gentools")
    callbacks = _callbacks(recorder)
    try:
        for name, callback in callbacks.items():
            _monitoring.register_callback(tool, getattr(_monitoring.events, name), callback)
        _set(recorder, tool, on=True)
        yield
    finally:
        _set(recorder, tool, on=False)
        for name in callbacks:
            _monitoring.register_callback(tool, getattr(_monitoring.events, name), None)
        _monitoring.free_tool_id(tool)


def check_free() -> None:
    """Check that there is room for a recording.

    :raises RuntimeError: if there is none.
    """
    _free_tool()


def _free_tool() -> int:
    for tool in (4, 3, 5, 2, 1, 0):
        if _monitoring.get_tool(tool) is None:
            return tool
    raise RuntimeError(
        "cannot record: all six tool ids of sys.monitoring are taken; free one with "
        "sys.monitoring.free_tool_id"
    )


def _set(recorder: Recorder, tool: int, *, on: bool) -> None:
    events = _monitoring.events
    shared = sum(getattr(events, name) for name in _LOCAL)
    for info in recorder.infos.values():
        own = events.INSTRUCTION if info.level == "opcode" else events.LINE
        _monitoring.set_local_events(tool, info.code, shared | own if on else 0)
    _monitoring.set_events(tool, sum(getattr(events, name) for name in _GLOBAL) if on else 0)


def _callbacks(recorder: Recorder) -> dict[str, Callable[..., None]]:
    return {**_inside(recorder), **_beginnings(recorder), **_ends(recorder)}


def _inside(recorder: Recorder) -> dict[str, Callable[..., None]]:
    frame_at, current, thread = _frame_at, get_ident, get_ident()
    instruction, line = recorder.instruction, recorder.line

    def on_instruction(_: CodeType, offset: int) -> None:
        if current() == thread:
            instruction(frame_at(1), offset)

    def on_line(_: CodeType, __: int) -> None:
        if current() == thread:
            line(frame_at(1))

    return {"INSTRUCTION": on_instruction, "LINE": on_line}


def _beginnings(recorder: Recorder) -> dict[str, Callable[..., None]]:
    frame_at, current, thread = _frame_at, get_ident, get_ident()
    infos = recorder.infos

    def on_start(code: CodeType, _: int) -> None:
        if current() == thread:
            recorder.entered(frame_at(1), infos[id(code)])

    def on_resume(code: CodeType, _: int) -> None:
        if current() == thread:
            recorder.resumed(frame_at(1), infos[id(code)])

    def on_throw(code: CodeType, _: int, error: BaseException) -> None:
        info = infos.get(id(code))
        if info is not None and current() == thread:
            recorder.thrown(frame_at(1), info, error)

    return {"PY_START": on_start, "PY_RESUME": on_resume, "PY_THROW": on_throw}


def _ends(recorder: Recorder) -> dict[str, Callable[..., None]]:
    frame_at, current, thread = _frame_at, get_ident, get_ident()
    infos = recorder.infos

    def on_yield(_: CodeType, __: int, value: object) -> None:
        if current() == thread:
            recorder.yielded(frame_at(1), value)

    def on_return(_: CodeType, __: int, value: object) -> None:
        if current() == thread:
            recorder.returned(frame_at(1), value)

    def on_unwind(code: CodeType, _: int, error: BaseException) -> None:
        if id(code) in infos and current() == thread:
            recorder.unwound(frame_at(1), error)

    return {"PY_YIELD": on_yield, "PY_RETURN": on_return, "PY_UNWIND": on_unwind}
