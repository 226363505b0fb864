"""How wide a text is on a terminal, and texts made to fit.

>>> width("naïve"), width("漢字")
(5, 4)
>>> clip("the whole sentence", 10)
'the whole…'
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category, east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAB = 8


def visible(text: str) -> str:
    r"""Return *text* with tabs as spaces and everything else that cannot be seen written out.

    >>> visible("\tx\x1b[2J")
    '        x\\x1b[2J'
    """
    text = text.expandtabs(_TAB)
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def width(text: str) -> int:
    """Return how many columns *text* takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(sign: str) -> int:
    if category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(sign) in "WF" else 1


def clip(text: str, columns: int, more: str = "…") -> str:
    """Return *text*, cut to *columns*; *more* at the end tells that there was more."""
    if width(text) <= columns:
        return text
    return head(text, columns - width(more)) + more[: max(columns, 0)]


def head(text: str, columns: int) -> str:
    """Return as much of *text* as fits into *columns*."""
    used = 0
    for index, sign in enumerate(text):
        used += _columns(sign)
        if used > columns:
            return text[:index]
    return text


def pad(text: str, columns: int) -> str:
    """Return *text* with spaces after it, *columns* wide if it is not wider already."""
    return text + " " * (columns - width(text))


def wrap(text: str, columns: int) -> Iterator[str]:
    """Yield *text* in lines, broken at spaces; a longer word is broken where the line ends.

    >>> list(wrap("the caller goes on", 10))
    ['the caller', 'goes on']
    """
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer) <= columns:
            line = longer
            continue
        if line:
            yield line
        line = word
        while width(line) > columns:
            part = head(line, columns) or line[0]
            yield part
            line = line[len(part) :]
    yield line
