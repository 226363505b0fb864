"""Places that links lead to, and that are nothing by themselves."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag

#: What cannot stand inside a line.
_BLOCKS = frozenset({"figure", "figcaption", "p", "div", "section", "table", "ul", "ol", "dl", "li", "dt", "dd"})

_FIRST_WORD = re.compile(r"(\s*)(\S+)(.*)", re.DOTALL)


def fill_targets(soup: BeautifulSoup) -> None:
    """Put each empty target around what it stands before.

    WeasyPrint breaks the line after every word before an empty element whose next word does not fit.
    """
    for target in reversed(soup.find_all("span", id=True)):
        following = target.next_sibling
        if not target.contents and following is not None:
            _fill(target, following)


def _fill(target: Tag, following: PageElement) -> None:
    if isinstance(following, Tag):
        _fill_with(target, following)
        return
    words = _FIRST_WORD.fullmatch(str(following))
    if words and isinstance(following, NavigableString):
        before, first, after = words.groups()
        following.replace_with(after)
        target.insert_before(before)
        target.append(first)


def _fill_with(target: Tag, following: Tag) -> None:
    """Put an element into the target, or, where it is a block, the target into the element."""
    if following.name not in _BLOCKS:
        target.append(following.extract())
    elif following.contents:
        following.insert(0, target.extract())
        _fill(target, following.contents[1])
