r"""A recording as plain text: a line for each step, and what was printed.

>>> from gentools._record.record import record
>>> program = "def one():\n    yield 1\nfor number in one():\n    print(number)"
>>> print(trace_text(record(program, by="transfer")).splitlines()[0])
<program>, recorded by transfer: 6 steps
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from gentools._views.columns import visible
from gentools._views.excerpt import underlined
from gentools._views.signs import signs_for
from gentools._views.steps import frame_rows, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gentools._record.model import Step, Trace
    from gentools._views.excerpt import Span
    from gentools._views.signs import Signs

_INTO = ("call", "start", "next", "send", "throw", "close")


def trace_text(trace: Trace, signs: Signs | None = None) -> str:
    """Return *trace* as text: a line for each step, indented as deep as the calls are."""
    return "\n".join(_lines(trace, signs or signs_for()))


def _lines(trace: Trace, signs: Signs) -> Iterator[str]:
    heading = f"{trace.name}, recorded by {trace.by}"
    yield f"{visible(heading)}: {counted(len(trace), 'step')}"
    digits = len(str(len(trace)))
    for step in trace:
        depth = "  " * (len(step.call_stack) - 1)
        yield from _printed(step, digits, signs)
        yield f"{step.index:>{digits}}  {depth}{_mark(step, signs)}{visible(step.sentence)}"
    yield visible(trace.end.sentence)


def counted(number: int, what: str) -> str:
    """Return a number of things in words.

    >>> counted(1, "step")
    '1 step'
    """
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _printed(step: Step, digits: int, signs: Signs) -> Iterator[str]:
    for stream, items in groupby(step.output, key=lambda item: item.stream):
        for line in "".join(item.text for item in items).splitlines():
            yield f"{'':{digits}}  {signs.bar} {stream}: {visible(line)}"


def _mark(step: Step, signs: Signs) -> str:
    transfer = step.transfer
    if transfer is None:
        return ""
    if transfer.kind == "create":
        return f"{signs.states['created']} "
    return f"{signs.arrow if transfer.kind in _INTO else signs.back} "


def step_text(step: Step, signs: Signs | None = None) -> str:
    """Return *step* as text: what happened, where, and the frames in sight."""
    signs = signs or signs_for()
    title = f"step {step.index} of {len(step.trace) - 1}: {visible(step.sentence)}"
    excerpt = underlined([step.source_line], step.line or 0, span_of(step), signs.more)
    return "\n".join((title, *excerpt, text_of(frame_rows(step, signs))))


def span_of(step: Step) -> Span | None:
    """Return where the instruction about to run stands in the source, if steps are that small."""
    if step.instruction is None or step.frame.code.by != "opcode":
        return None
    line, end, column, end_column = step.instruction.positions
    if line is None or end is None or column is None or end_column is None:
        return None
    return line, end, column, end_column
