"""A step as a screen: the rows of a terminal of a given size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gentools._stepper.commands import help_lines
from gentools._stepper.timeline import timeline
from gentools._views.columns import clip, head, pad, visible, width, wrap
from gentools._views.excerpt import cut
from gentools._views.steps import Row, frame_rows, marks_of
from gentools._views.traces import span_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gentools._record.model import Step
    from gentools._stepper.walk import Walk
    from gentools._views.colour import Piece
    from gentools._views.signs import Signs

#: The least size of a terminal.
COLUMNS: Final = 80
ROWS: Final = 24

_SENTENCE = 2
_LANES = 3
_PROMPT = "n next  b back  t transfer  l line  Tab value  x open  : type  ? help  q quit"


def screen(
    walk: Walk,
    columns: int,
    rows: int,
    signs: Signs,
    *,
    status: str = "",
    helping: bool = False,
) -> list[list[Piece]]:
    """Return the *rows* rows of the screen; none is wider than *columns*.

    :param status: what the last row says; without it, the keys.
    :param helping: show the list of commands in place of the step.
    """
    if columns < COLUMNS or rows < ROWS:
        return _too_small(columns, rows)
    if not len(walk.trace):
        return _filled([[("", visible(walk.trace.end.sentence))]], rows, status or "q quit")
    body = _help(walk, columns, signs) if helping else list(_step(walk, columns, rows, signs))
    return [fit(row, columns, signs) for row in _filled(body, rows, visible(status) or _PROMPT)]


def _too_small(columns: int, rows: int) -> list[list[Piece]]:
    said = f"This terminal is {columns}x{rows}; the stepper needs {COLUMNS}x{ROWS}."
    words = f"{said} Make it larger, or press q."
    lines = list(wrap(words, max(columns, 1)))[: max(rows, 1)]
    return [[("", line)] for line in lines]


def _filled(body: list[list[Piece]], rows: int, status: str) -> list[list[Piece]]:
    blank: list[Piece] = []
    body = body[: rows - 1]
    return [*body, *[blank] * (rows - 1 - len(body)), [("strong", status)]]


def _help(walk: Walk, columns: int, signs: Signs) -> list[list[Piece]]:
    lines = ["", *help_lines(), "", "A number alone is a step to go to."]
    return [[("title", _title(walk.step, columns, signs))], *([("", line)] for line in lines)]


def _title(step: Step, columns: int, signs: Signs) -> str:
    trace = step.trace
    place = f"  step {step.index} of {len(trace) - 1} by {trace.by}"
    rest = f"{place}  CPython {visible(trace.python)} "
    name = clip(signs.written(visible(trace.name)), columns - width(rest) - 1, signs.more)
    return pad(f" {name}{rest}", columns)


def _step(walk: Walk, columns: int, rows: int, signs: Signs) -> Iterator[list[Piece]]:
    step = walk.step
    rule: list[Piece] = [("quiet", signs.rule * columns)]
    yield [("title", _title(step, columns, signs))]
    yield from _sentence(step, columns, signs)
    yield rule
    height = rows - _SENTENCE - _LANES - 6
    left = columns // 2 - 1
    source = _source(step, height, left, signs)
    values = _values(walk, height, signs)
    for one, other in zip(source, values, strict=True):
        yield [*fit(one, left, signs, padded=True), ("quiet", f"{signs.bar} "), *other.pieces]
    yield rule
    yield from timeline(step, columns, _LANES, signs)
    yield _printed(step)


def _sentence(step: Step, columns: int, signs: Signs) -> Iterator[list[Piece]]:
    lines = list(wrap(signs.written(visible(step.sentence)), columns))
    if len(lines) > _SENTENCE:
        lines[_SENTENCE - 1] = clip(" ".join(lines[_SENTENCE - 1 :]), columns, signs.more)
    for number in range(_SENTENCE):
        yield [("strong", lines[number] if number < len(lines) else "")]


def _source(step: Step, height: int, columns: int, signs: Signs) -> list[list[Piece]]:
    """Return *height* lines of the source, the current one among them, for so many *columns*."""
    source = step.frame.code.source
    marks = marks_of(step)
    line = step.line if step.line is not None else step.frame.code.firstlineno
    ended = source.lines[-1] == ""  # by a line end, after which there is no other line
    count = len(source.lines) - ended
    start = max(source.first, min(line - height // 2, source.first + count - height))
    digits = len(str(start + height - 1))
    rows: list[list[Piece]] = []
    for number in range(start, start + height):
        known = number - source.first < max(count, 1)
        sign = signs.states[marks[number]] if number in marks else " "
        label = f"{number:>{digits}}" if known else ""
        here = number == step.line
        rows.append(
            [
                ("now" if here else "", f"{sign} "),
                ("quiet", f"{label} "),
                *_code(step, number, columns - digits - 3, signs, here=here),
            ]
        )
    return rows


def _code(step: Step, number: int, columns: int, signs: Signs, *, here: bool) -> list[Piece]:
    """Return a line of source, with what the instruction belongs to marked in it."""
    line = step.frame.code.source.line(number)
    span = span_of(step)
    if span is None or not here or span[0] != span[1]:
        return [("now" if here else "", visible(line))]
    shown, left, right = cut(line, number, span, 0, columns, signs.more)
    before = head(shown, left)
    within = head(shown[len(before) :], right - left)
    return [("", before), ("span", within), ("", shown[len(before) + len(within) :])]


def _values(walk: Walk, height: int, signs: Signs) -> list[Row]:
    """Return *height* rows of the frames: the chosen value, or the frame that runs, among them."""
    rows = [_chosen(row, walk) for row in frame_rows(walk.step, signs, walk.opened)]
    focus = next(
        (index for index, row in enumerate(rows) if row.key is not None and row.key == walk.chosen),
        next(index for index, row in enumerate(rows) if row.frame == walk.step.frame.number),
    )
    start = 0 if len(rows) <= height else max(0, min(focus - 1, len(rows) - height))
    shown = rows[start : start + height]
    if start:
        shown[0] = Row((("quiet", f"{signs.more} {start + 1} above"),))
    below = len(rows) - start - height
    if below > 0:
        shown[-1] = Row((("quiet", f"{signs.more} {below + 1} below"),))
    return shown + [Row(())] * (height - len(shown))


def _chosen(row: Row, walk: Walk) -> Row:
    if row.key is None or row.key != walk.chosen:
        return row
    mark = ">" if row.text[:1] == " " else row.text[:1]
    return row._replace(pieces=(("chosen", f"{mark}{row.text[1:]}"),))


def _printed(step: Step) -> list[Piece]:
    lines = step.printed.splitlines()
    return [("quiet", "printed      "), ("", visible(lines[-1]) if lines else "")]


def fit(row: Sequence[Piece], columns: int, signs: Signs, *, padded: bool = False) -> list[Piece]:
    """Return *row*, cut to *columns*, or with spaces after it if it is to be *padded*."""
    pieces: list[Piece] = []
    left = columns
    texts = [signs.written(text) for _, text in row]
    for index, ((style, _), text) in enumerate(zip(row, texts, strict=True)):
        rest = sum(map(width, texts[index + 1 :]))
        if width(text) + rest > left and width(text) > left - (width(signs.more) if rest else 0):
            pieces.append((style, clip(text + " " * rest, left, signs.more)))
            return pieces
        pieces.append((style, text))
        left -= width(text)
    return [*pieces, ("", " " * left)] if padded else pieces
