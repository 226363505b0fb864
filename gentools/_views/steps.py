"""The frames of a step as rows: states, locals, evaluation stacks, and values that are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gentools._views.columns import visible
from gentools._views.signs import state

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from gentools._record.model import Step
    from gentools._record.parts import Frame
    from gentools._views.colour import Piece
    from gentools._views.signs import Signs

#: Where a value stands: the frame's number, then the way to it.
Key = tuple[int | str, ...]

_WITHOUT_STACK = ("module", "class", "function")


class Row(NamedTuple):
    """One line of a view."""

    pieces: tuple[Piece, ...]
    #: The value on it, if it can be chosen.
    key: Key | None = None
    #: The frame it belongs to.
    frame: int | None = None

    @property
    def text(self) -> str:
        """Return the row without its styles."""
        return "".join(text for _, text in self.pieces)


def in_order(step: Step) -> list[Frame]:
    """Return the frames: those on the call stack, then those set aside, then those closed."""
    stack = step.call_stack
    called = {frame.number for frame in stack}
    others = [frame for frame in step.frames if frame.number not in called]
    return [*stack, *sorted(others, key=lambda frame: frame.state == "closed")]


def frame_rows(step: Step, signs: Signs, opened: Collection[Key] = ()) -> Iterator[Row]:
    """Yield the rows of all frames; the values at the keys in *opened* with what is inside them."""
    for frame in in_order(step):
        for row in _of_frame(step, frame, signs, opened):
            yield row._replace(frame=frame.number)


def _of_frame(step: Step, frame: Frame, signs: Signs, opened: Collection[Key]) -> Iterator[Row]:
    yield _title(step, frame, signs)
    if frame.state == "closed":
        return
    change = step.changed.get(frame.number, {})
    for name, number in frame.locals.items():
        key: Key = (frame.number, "local", name)
        label = f"  {name} = "
        yield from _value(step, number, (label, name in change.get("set", ())), key, opened)
    for name in change.get("unset", ()):
        yield Row((("changed", "* "), ("quiet", f"  {visible(name)} is gone")))
    if frame.handling is not None:
        key = (frame.number, "handling")
        yield from _value(step, frame.handling, ("  handling ", False), key, opened)
    yield from _stack(step, frame, signs, opened)


def _title(step: Step, frame: Frame, signs: Signs) -> Row:
    style = "now" if frame.number == step.frame.number else "strong"
    where = "" if frame.line is None or frame.state == "closed" else f", line {frame.line}"
    pieces: list[Piece] = [
        (style, state(frame.state, signs)[:1]),
        (style, f" {visible(frame.label)}"),
        ("quiet" if frame.state == "closed" else "", f"  {frame.state}{where}"),
    ]
    if frame.delegate is not None:
        delegate = visible(step.frame_of(frame.delegate).label)
        pieces.append(("", f" {signs.arrow} {delegate}"))
    return Row(tuple(pieces))


def _stack(step: Step, frame: Frame, signs: Signs, opened: Collection[Key]) -> Iterator[Row]:
    if frame.stack is None:
        if frame.kind not in _WITHOUT_STACK:
            yield Row((("quiet", "    stack not visible here"),))
        return
    if not frame.stack:
        yield Row((("quiet", "    stack empty"),))
    for place in reversed(range(len(frame.stack))):
        word = "stack" if place == len(frame.stack) - 1 else ""
        edge = signs.bar if place else signs.floor
        key = (frame.number, "stack", place)
        yield from _value(step, frame.stack[place], (f"  {word:<5} {edge} ", False), key, opened)


def _value(
    step: Step, number: int, label: tuple[str, bool], key: Key, opened: Collection[Key]
) -> Iterator[Row]:
    words, changed = label
    value = step.value(number)
    mark = "* " if changed else "  "
    style = "changed" if changed else ""
    yield Row((("changed", mark), ("", visible(words)), (style, visible(value.text))), key)
    if key in opened:
        yield from _inside(step, number, key, opened, " " * (len(words) - len(words.lstrip()) + 2))


def _inside(
    step: Step, number: int, key: Key, opened: Collection[Key], indent: str
) -> Iterator[Row]:
    value = step.value(number)
    for place, (label, part) in enumerate(value.parts):
        # By place: two keys of a dict, or two items of a set, may have the same text.
        words = f"{indent}{label}: "
        yield from _value(step, part, (words, False), (*key, place), opened)
    if value.more:
        yield Row((("quiet", f"  {indent}and {value.more} more"),))
    if not value.parts:
        yield Row((("quiet", f"  {indent}{visible(value.type)}; nothing to open"),))


def text_of(rows: Iterable[Row]) -> str:
    """Return *rows* as plain text."""
    return "\n".join(row.text.rstrip() for row in rows)


def marks_of(step: Step) -> Mapping[int, str]:
    """Return the state of the frames that stand at a line of the shown source, by line."""
    source = step.frame.code.source
    marks: dict[int, str] = {}
    for frame in step.frames:
        if frame.code.source is source and frame.line is not None and frame.state != "closed":
            marks[frame.line] = frame.state
    if step.line is not None:
        marks[step.line] = step.frame.state
    return marks
