"""The engine of Python 3.11: a trace function.

What was thrown into a frame, and whether it returned or raised, has to be gathered from several
events.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import FrameType

    from gentools._record.recorder import Recorder


@contextmanager
def listening(recorder: Recorder) -> Generator[None, None, None]:
    """Tell *recorder* what happens in this thread."""
    before = sys.gettrace()
    tracing = _Tracing(recorder)
    setter = sys.settrace
    sys.settrace = _refuse
    setter(tracing.called)
    try:
        yield
    finally:
        setter(before)
        sys.settrace = setter
        tracing.end()


def check_free() -> None:
    """Check that there is room for a recording.

    :raises RuntimeError: if there is none, as a recording is being made.
    """
    if sys.settrace is _refuse:
        _refuse(None)


def _refuse(_: object) -> None:
    """Refuse a trace function; Python 3.11 has room for one only."""
    raise RuntimeError(
        "a program that is recorded on Python 3.11 cannot set a trace function: the recording "
        "itself uses it; Python 3.12 and later allow it"
    )


def _ignore(*_: object) -> None:
    """Do nothing with what happens after the recording."""


class _Tracing:
    """Makes of the events of a trace function what the recorder is told."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._instruction: Callable[[FrameType, int], None] = recorder.instruction
        self._line: Callable[[FrameType], None] = recorder.line
        self._thrown: FrameType | None = None  # it has been thrown into; by what comes next
        self._raised_at: tuple[FrameType, int] | None = None  # nothing has happened since
        self._errors: dict[int, BaseException] = {}  # the last one in each frame
        self._over = False
        # One each for all events: to make a bound method takes time.
        self._opcode_tracer, self._line_tracer = self._by_opcode, self._by_line

    def end(self) -> None:
        """Hear no more: frames that outlive the recording keep their trace function."""
        self._over = True
        self._instruction = self._line = _ignore

    def called(self, frame: FrameType, event: str, _: object) -> Any:
        """Handle the event of a frame that begins to run."""
        info = self._recorder.infos.get(id(frame.f_code))
        if info is None or event != "call":
            return None
        by_opcode = info.level == "opcode"
        frame.f_trace_opcodes = by_opcode
        frame.f_trace_lines = not by_opcode
        if not info.ops:
            info.prepare()
        resuming = info.resumes.get(frame.f_lasti)
        if resuming is None:
            self._thrown = frame
        elif resuming:
            self._recorder.resumed(frame, info)
        else:
            self._recorder.entered(frame, info)
        return self._opcode_tracer if by_opcode else self._line_tracer

    # A frame can ask for its lines or its opcodes too, by its `f_trace_lines` or `f_trace_opcodes`;
    # what is not a step of it is left out.

    def _by_opcode(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "opcode":
            self._raised_at = None
            self._instruction(frame, frame.f_lasti)
        elif self._over:
            return None
        elif event != "line":
            self._left(frame, event, arg)
        return self._opcode_tracer

    def _by_line(self, frame: FrameType, event: str, arg: Any) -> Any:
        if event == "line":
            self._raised_at = None
            self._line(frame)
        elif self._over:
            return None
        elif event != "opcode":
            self._left(frame, event, arg)
        return self._line_tracer

    def _left(self, frame: FrameType, event: str, arg: Any) -> None:
        if event == "exception":
            self._excepted(frame, arg)
        else:
            self._returned(frame, arg)

    def _excepted(self, frame: FrameType, arg: Any) -> None:
        _, error, _ = arg
        if self._thrown is frame:
            self._thrown = None
            self._recorder.thrown(frame, self._recorder.infos[id(frame.f_code)], error)
        self._raised_at = frame, frame.f_lasti
        self._errors[id(frame)] = error

    def _returned(self, frame: FrameType, value: object) -> None:
        op = self._recorder.infos[id(frame.f_code)].ops.get(frame.f_lasti)
        name = "" if op is None else op.opname
        raised_at, self._raised_at = self._raised_at, None
        error = self._errors.pop(id(frame), None)
        if name == "RETURN_VALUE":
            self._recorder.returned(frame, value)
        elif name == "YIELD_VALUE" and raised_at != (frame, frame.f_lasti):
            self._recorder.yielded(frame, value)
        else:
            self._recorder.unwound(frame, RuntimeError() if error is None else error)
