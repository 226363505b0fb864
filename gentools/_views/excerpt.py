"""A part of a source text, with an expression underlined.

>>> for line in underlined(["        got = yield value"], 4, (4, 4, 14, 25)):
...     print(line)
4 | got = yield value
  |       ^^^^^^^^^^^
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gentools._views.columns import visible, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Span = tuple[int, int, int, int]
_LINES = 6


def underlined(lines: Sequence[str], first: int, span: Span | None) -> Iterator[str]:
    """Yield *lines* with their numbers, and below each what of it lies within *span*.

    :param lines: lines of a source text, indented as there.
    :param first: the number of the first.
    :param span: line and last line, column and last column, in UTF-8 bytes, as ``co_positions``.
    """
    shown = [visible(line) for line in lines[:_LINES]]
    indent = min((_indent(text) for text in shown if text.strip()), default=0)
    digits = len(str(first + len(shown) - 1))
    for number, (line, text) in enumerate(zip(lines, shown, strict=False), first):
        yield f"{number:>{digits}} | {text[indent:]}".rstrip()
        left, right = _columns(line, number, span) if span else (0, 0)
        if right > left:
            yield f"{'':{digits}} | {' ' * (left - indent)}{'^' * (right - left)}"
    if len(lines) > len(shown):
        yield f"{'':{digits}} | ..."


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
