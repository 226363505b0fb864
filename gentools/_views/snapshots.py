"""A snapshot as plain text.

>>> from gentools import my_range, snapshot
>>> numbers = my_range(3, 5)
>>> next(numbers)
3
>>> print(snapshot_text(snapshot(numbers)).partition(", line")[0])
generator my_range  ‖ suspended
"""

from __future__ import annotations

from itertools import islice
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from gentools._look.source import lines_of
from gentools._values import represent
from gentools._views.columns import visible
from gentools._views.excerpt import underlined
from gentools._views.signs import signs_for, state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gentools._look.snapshots import Snapshot
    from gentools._views.excerpt import Span
    from gentools._views.signs import Signs

#: How many delegates of a long chain are named at its beginning.
_LINKS = 4


class Section(NamedTuple):
    """A part of a view: what it is about, and its lines."""

    label: str
    lines: list[str]


def snapshot_text(snapshot: Snapshot, signs: Signs | None = None) -> str:
    """Return *snapshot* as text: state, place, variables, evaluation stack and delegates."""
    signs = signs or signs_for()
    lines = [title(snapshot, signs), *excerpt(snapshot, signs)]
    for label, texts in sections(snapshot, signs):
        for number, text in enumerate(texts):
            lines.append(f"{'' if number else label:<11}{text}")
    return "\n".join(line.rstrip() for line in lines)


def title(snapshot: Snapshot, signs: Signs) -> str:
    """Return what it is, in which state, and where."""
    if snapshot.state is None:
        return f"{visible(snapshot.name)}  nothing to look into"
    kind = snapshot.kind.replace("_", " ")
    return f"{kind} {visible(snapshot.name)}  {_state(snapshot, signs)}{_place(snapshot)}"


def _state(snapshot: Snapshot, signs: Signs) -> str:
    return state((snapshot.state or "").rpartition("_")[2].lower(), signs)


def _place(snapshot: Snapshot) -> str:
    if snapshot.lineno is None or snapshot.code is None:
        return ""
    file = snapshot.code.co_filename
    # Names such as <stdin> say nothing to the reader, or change with every cell of a notebook.
    named = "" if file.startswith("<") else f" of {visible(PurePath(file).name)}"
    return f", line {snapshot.lineno}{named}"


def excerpt(snapshot: Snapshot, signs: Signs) -> Iterator[str]:
    """Yield the lines of source where it stands, with the expression underlined."""
    span = span_of(snapshot)
    if snapshot.code is None or snapshot.lineno is None:
        return
    first, last = (snapshot.lineno, snapshot.lineno) if span is None else span[:2]
    known = lines_of(snapshot.code)[first - 1 : last]
    if known:
        yield from underlined([line.rstrip("\r\n") for line in known], first, span, signs.more)


def span_of(snapshot: Snapshot) -> Span | None:
    """Return where the expression stands; None if its text is not known."""
    line, end, column, end_column = snapshot.positions or (None,) * 4
    if line is None or end is None or column is None or end_column is None:
        return None
    return None if snapshot.expression is None else (line, end, column, end_column)


def sections(snapshot: Snapshot, signs: Signs) -> Iterator[Section]:
    """Yield what there is to say beyond title and place."""
    made = (
        Section(
            "locals", [f"{visible(name)} = {_value(v)}" for name, v in snapshot.locals.items()]
        ),
        Section("in cells", _joined(snapshot.cells)),
        Section("unbound", _joined(snapshot.unbound)),
        Section("stack", _stack(snapshot, signs)),
        Section("handling", [] if snapshot.handling is None else [_value(snapshot.handling)]),
        Section("inside", _enclosing(snapshot)),
        Section("delegates", _delegates(snapshot, signs)),
        Section("resumed by", _caller(snapshot)),
    )
    return (section for section in made if section.lines)


def _value(value: object) -> str:
    return represent(value, own_code=True)


def _joined(names: Iterable[str]) -> list[str]:
    text = ", ".join(map(visible, names))
    return [text] if text else []


def _stack(snapshot: Snapshot, signs: Signs) -> list[str]:
    """Return the evaluation stack, its top first."""
    if snapshot.state is None or snapshot.lineno is None:
        return []
    if snapshot.stack is None:
        running = snapshot.state.endswith("_RUNNING")
        return ["not visible while it runs" if running else "cannot be known here"]
    if not snapshot.stack:
        return ["empty" if snapshot.exact else "empty, as far as can be seen"]
    edges = [signs.floor, *[signs.bar] * (len(snapshot.stack) - 1)]
    drawn = [f"{edge} {_value(v)}" for edge, v in zip(edges, snapshot.stack, strict=True)]
    return [*reversed(drawn), *([] if snapshot.exact else ["as far as can be seen"])]


def _enclosing(snapshot: Snapshot) -> list[str]:
    blocks = snapshot.enclosing or ()
    texts = [
        f"{block.kind}{'' if block.part == 'body' else f' ({block.part})'} of line {block.lineno}"
        for block in blocks
    ]
    return [", ".join(texts)] if texts else []


def _delegates(snapshot: Snapshot, signs: Signs) -> list[str]:
    below = snapshot.chain[1:]
    shown = [_link(link, signs) for link in islice(below, _LINKS)]
    if len(below) > _LINKS + 1:
        shown.append(f"{signs.more} {len(below) - _LINKS - 1:,} more {signs.more}")
    if len(below) > _LINKS:
        shown.append(_link(below[-1], signs))
    return [f"{signs.arrow} {link}" for link in shown]


def _link(snapshot: Snapshot, signs: Signs) -> str:
    if snapshot.state is None:
        return visible(snapshot.name)
    return f"{visible(snapshot.name)}  {_state(snapshot, signs)}{_place(snapshot)}"


def _caller(snapshot: Snapshot) -> list[str]:
    if snapshot.caller is None:
        return []
    line = "" if snapshot.caller.lineno is None else f", line {snapshot.caller.lineno}"
    return [f"{visible(snapshot.caller.name)}{line}"]
