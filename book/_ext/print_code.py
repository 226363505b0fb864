"""Code on paper: a line that is too long goes on below, behind a mark."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from book._ext.print_markup import add_class, classes, element
from book._ext.render import GUTTER

#: Characters in a line of code: what the style sheet's measure holds at the size of its code.
COLUMNS = 74

#: The width of the mark at which a line goes on.
_MARK = 3

_WORDS = frozenset({"k", "kc", "kd", "kn", "kr", "ow", "fm", "nc", "nf"})
_VALUES = frozenset({"mf", "mh", "mi", "s", "s1", "s2", "sa", "sd", "se", "si"})
_COMMENTS = frozenset({"c", "c1", "ch", "cm"})
_SESSIONS = frozenset({"go", "gp", "gr", "gt"})

#: The tokens that code.css sets in another way than the rest, and emphasized lines.
LOOKS_OTHER = _WORDS | _VALUES | _COMMENTS | _SESSIONS | {"hll"}

_LONG_WORD = 30

#: The same in a panel of a film, which is as wide as a third of the page.
_LONG_IN_PANEL = 16
_IN_PANELS = ".fm-panel-name code, .fm-label code, .fm-sentence code"

#: A line may go on after one of these, if one is near enough to the edge.
_STOPS = " ,([{=.:|"
_NEAR = 24


def forget_plain_tokens(soup: BeautifulSoup) -> None:
    """Drop the marks of tokens that look like any other text on paper: three of four do."""
    for pre in soup.find_all("pre"):
        for token in pre.find_all("span"):
            if token.contents and not LOOKS_OTHER.intersection(classes(token)):
                token.unwrap()
    soup.smooth()


def keep_words(soup: BeautifulSoup) -> None:
    """Keep a word of code in a sentence on one line, if it is not too long for that."""
    for where, longest in (("code .pre", _LONG_WORD), (_IN_PANELS, _LONG_IN_PANEL)):
        for word in soup.select(where):
            if len(word.get_text()) <= longest:
                add_class(word, "whole")


def say_where_words_break(soup: BeautifulSoup) -> None:
    """Say it by a character: WeasyPrint does not break a long word at an element."""
    for place in soup.find_all("wbr"):
        place.replace_with("\N{ZERO WIDTH SPACE}")
    soup.smooth()


def wrap_code(soup: BeautifulSoup) -> None:
    """Mark where the long lines of every block go on."""
    for pre in soup.find_all("pre"):
        wrap_block(pre)


def wrap_block(pre: Tag) -> None:
    """Put a mark into `pre` wherever a line of it goes on."""
    columns = COLUMNS - GUTTER if pre.select_one(".line-number") else COLUMNS
    stops = _stops_in(pre.get_text(), columns)
    position = 0
    for text in list(pre.find_all(string=True)):
        end = position + len(text)
        inside = [stop - position for stop in stops if position <= stop < end]
        if inside:
            _split(text, inside)
        position = end


def _stops_in(text: str, columns: int) -> list[int]:
    """Return the places in `text` before which a mark belongs."""
    found = []
    start = 0
    for line in text.split("\n"):
        found += [start + place for place in breaks(line, columns)]
        start += len(line) + 1
    return found


def breaks(line: str, columns: int = COLUMNS) -> list[int]:
    """Return where `line` goes on: each piece of it fits into so many columns."""
    found: list[int] = []
    start, room = 0, columns
    while len(line) - start > room:
        start = _break_before(line, start + room)
        found.append(start)
        room = columns - _MARK
    return found


def _break_before(line: str, limit: int) -> int:
    near = range(limit, limit - _NEAR, -1)
    return next((place for place in near if line[place - 1] in _STOPS), limit)


def _split(text: NavigableString, places: list[int]) -> None:
    pieces: list[Tag | NavigableString] = []
    start = 0
    for place in places:
        pieces += [NavigableString(text[start:place]), element("span", class_="goes-on")]
        start = place
    pieces.append(NavigableString(text[start:]))
    text.replace_with(*pieces)
