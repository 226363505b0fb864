"""Code on paper: a line that is too long goes on below, behind a mark."""

from __future__ import annotations

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

from book._ext.print_markup import add_class, element

#: Characters in a line of code: what the style sheet's measure holds at the size of its code.
COLUMNS = 74

#: What is left for the rest of a line, behind the mark.
_AFTER_MARK = COLUMNS - 3

#: A line may go on after one of these, if one is near enough to the edge.
_STOPS = " ,([{=.:|"
_NEAR = 24

_PROMPT = ">>> "

#: What has up to this many lines stays on one page; what is longer may go on over the page.
_KEPT_LINES = 18


def wrap_code(soup: BeautifulSoup) -> None:
    """Mark where the long lines of every block go on."""
    for pre in soup.find_all("pre"):
        wrap_block(pre)


def keep_listings(soup: BeautifulSoup) -> None:
    """Keep short listings on one page, and the short ones among the panes of long listings."""
    for whole in soup.select("figure.snippet, .version-pane, .snippet-output, pre, .example"):
        lines = sum(pre.get_text().rstrip("\n").count("\n") + 1 for pre in _blocks(whole))
        if lines <= _KEPT_LINES:
            add_class(whole, "kept")


def group_examples(soup: BeautifulSoup) -> None:
    """Let a long session go on over the page only before a prompt."""
    for pre in soup.select(".highlight-pycon pre"):
        groups: list[list[PageElement]] = [[]]
        for piece in list(pre.contents):
            if _is_prompt(piece) and groups[-1]:
                groups.append([])
            groups[-1].append(piece)
        for group in groups:
            example = element("span", class_="example")
            group[0].insert_before(example)
            example.extend(group)


def _is_prompt(piece: PageElement) -> bool:
    return isinstance(piece, Tag) and piece.get_text().startswith(_PROMPT)


def _blocks(tag: Tag) -> list[Tag]:
    return [tag] if tag.name in {"pre", "span"} else list(tag.find_all("pre"))


def wrap_block(pre: Tag) -> None:
    """Put a mark into `pre` wherever a line of it goes on."""
    stops = _stops_in(pre.get_text())
    position = 0
    for text in list(pre.find_all(string=True)):
        end = position + len(text)
        inside = [stop - position for stop in stops if position <= stop < end]
        if inside:
            _split(text, inside)
        position = end


def _stops_in(text: str) -> list[int]:
    """Return the places in `text` before which a mark belongs."""
    found = []
    start = 0
    for line in text.split("\n"):
        found += [start + place for place in breaks(line)]
        start += len(line) + 1
    return found


def breaks(line: str) -> list[int]:
    """Return where `line` goes on: each piece of it fits the measure."""
    found: list[int] = []
    start, room = 0, COLUMNS
    while len(line) - start > room:
        start = _break_before(line, start + room)
        found.append(start)
        room = _AFTER_MARK
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
