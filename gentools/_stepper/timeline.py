"""The timeline: a lane for each frame, a column for each step, and a mark below the current one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gentools._views.columns import clip, pad, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gentools._record.model import Step, Trace
    from gentools._views.colour import Piece
    from gentools._views.signs import Signs

_LABEL = 12


def timeline(step: Step, width: int, lanes: int, signs: Signs) -> Iterator[list[Piece]]:
    """Yield *lanes* lanes of the steps around *step*, and the row with the mark."""
    columns = width - _LABEL - 1
    start = _start(step.index, len(step.trace), columns)
    window = range(start, min(start + columns, len(step.trace)))
    shown = _nearest(step, lanes)
    states = _states(step.trace, window, shown)
    for number in shown:
        name = signs.written(visible(step.frame_of(number).label))
        label = pad(clip(name, _LABEL, signs.more), _LABEL)
        drawn = "".join(signs.lanes.get(state, " ") for state in states[number])
        here = step.index - start
        yield [
            ("quiet", f"{label} "),
            ("", drawn[:here]),
            ("now", drawn[here : here + 1]),
            ("quiet", drawn[here + 1 :]),
        ]
    yield from ([("", "")] for _ in range(lanes - len(shown)))
    yield [("now", " " * (_LABEL + 1 + step.index - start) + signs.here)]


def _start(index: int, count: int, columns: int) -> int:
    return max(0, min(index - columns // 2, count - columns))


def _nearest(step: Step, lanes: int) -> list[int]:
    """Return the frames to show: the last on the call stack, then those set aside or closed."""
    called = [frame.number for frame in reversed(step.call_stack)]
    others = sorted(step.frames, key=lambda frame: (frame.state == "closed", -frame.number))
    wanted = list(dict.fromkeys([*called, *(frame.number for frame in others)]))
    return sorted(wanted[:lanes])


def _states(trace: Trace, window: range, numbers: Sequence[int]) -> dict[int, list[str]]:
    states: dict[int, list[str]] = {number: [] for number in numbers}
    for index in window:
        now = {frame.number: frame.state for frame in trace[index].frames}
        for number in numbers:
            states[number].append(now.get(number, ""))
    return states
