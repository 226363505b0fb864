"""The steps that a reader sees who goes by transfer or by line through a recording."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gentools._record.model import Step, Trace


class Change(NamedTuple):
    """How the variables of a frame differ from what they were at an earlier step."""

    set: dict[str, int]
    unset: list[str]


def by_transfer(trace: Trace) -> list[int]:
    """Return the steps at which control went from one frame to another."""
    return list(trace.transfers)


def by_line(trace: Trace) -> list[int]:
    """Return these, and the steps at which a frame comes to a line."""
    transfers = set(trace.transfers)
    found: list[int] = []
    before: Step | None = None
    for step in trace:
        if step.index in transfers or (before is not None and _begins_line(before, step)):
            found.append(step.index)
        before = step
    return found


def _begins_line(before: Step, step: Step) -> bool:
    if step.transfer is not None:  # one link of a way that another step tells
        return False
    if before.frame.number != step.frame.number or step.frame.code.by == "line":
        return True
    # Going back on one line begins it again: so does a loop that stands on a single line.
    goes_back = (step.frame.offset or 0) < (before.frame.offset or 0)
    return before.line != step.line or goes_back


def changes(trace: Trace, after: int, until: int) -> Change:
    """Return how the variables of the frame of step *until* changed after step *after*."""
    now = trace[until].frame
    then = {frame.number: frame.locals for frame in trace[after].frames}.get(now.number, {})
    fresh = {name: value for name, value in now.locals.items() if then.get(name) != value}
    return Change(fresh, [name for name in then if name not in now.locals])


def line_sentences(trace: Trace) -> Iterator[tuple[int, str]]:
    """Yield the steps of :func:`by_line` that tell by line something else, with what they tell."""
    from gentools._record.sentences import line_sentence  # noqa: PLC0415

    before = 0
    for index in by_line(trace):
        step = trace[index]
        if step.transfer is None:
            sentence = line_sentence(step, *changes(trace, before, index))
            if sentence != step.sentence:
                yield index, sentence
        before = index
