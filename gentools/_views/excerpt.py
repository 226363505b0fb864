"""A part of a source text, with an expression underlined.

>>> for line in underlined(["        got = yield value"], 4, (4, 4, 14, 25)):
...     print(line)
4 | got = yield value
  |       ^^^^^^^^^^^
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from gentools._views.columns import clip, head, visible, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Span = tuple[int, int, int, int]
#: How many columns of a line of source are shown.
WIDTH: Final = 100
_LINES: Final = 6
#: How much is shown of what stands before an expression that is cut free on its left.
_BEFORE: Final = 20


def underlined(
    lines: Sequence[str], first: int, span: Span | None, more: str = "…"
) -> Iterator[str]:
    """Yield *lines* with their numbers, and below each what of it lies within *span*.

    :param lines: lines of a source text, indented as there.
    :param first: the number of the first.
    :param span: line and last line, column and last column, in UTF-8 bytes, as ``co_positions``.
    :param more: stands where a line is cut, because it is longer than :data:`WIDTH`.
    """
    shown = [visible(line) for line in lines[:_LINES]]
    indent = min((_indent(text) for text in shown if text.strip()), default=0)
    digits = len(str(first + len(shown) - 1))
    for number, line in enumerate(lines[:_LINES], first):
        text, left, right = cut(line, number, span, indent, WIDTH, more)
        yield f"{number:>{digits}} | {text}".rstrip()
        if right > left:
            yield f"{'':{digits}} | {' ' * left}{'^' * (right - left)}"
    if len(lines) > len(shown):
        yield f"{'':{digits}} | ..."


def cut(
    line: str, number: int, span: Span | None, indent: int, columns: int, more: str
) -> tuple[str, int, int]:
    """Return as much of a *line* of source as is shown, and where in that the *span* is.

    It is cut at its end, and at its beginning too if the expression would not be seen otherwise.

    :param indent: how many columns at its beginning are left out, as other lines have them too.
    :param columns: how wide it may be.
    :param more: stands where something is cut.
    :returns: the text, and the columns where the span begins and ends there; twice 0 without one.
    """
    text = visible(line)
    left, right = _columns(line, number, span) if span else (0, 0)
    room = columns - (width(more) if width(text) - indent > columns else 0)
    begin = indent if right - indent <= room else max(indent, left - _BEFORE)
    skipped = head(text, begin)
    moved = width(skipped)
    shown = text[len(skipped) :]
    if begin > indent:
        shown, moved = more + shown, moved - width(more)
    shown = clip(shown, columns, more)
    if right <= left:
        return shown, 0, 0
    return shown, left - moved, min(right - moved, width(shown))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _columns(line: str, number: int, span: Span) -> tuple[int, int]:
    """Return where the underline of this *line* begins and ends, as shown on a terminal."""
    start, end, column, end_column = span
    if not start <= number <= end:
        return 0, 0
    encoded = line.encode(errors="surrogatepass")
    before = encoded[:column].decode(errors="ignore")
    within = encoded[: end_column if number == end else None].decode(errors="ignore").rstrip()
    left = width(visible(before)) if number == start else _indent(visible(line))
    return left, width(visible(within))
