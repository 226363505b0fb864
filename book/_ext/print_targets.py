"""Places that links lead to, and that are nothing by themselves."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PageElement

#: What stands inside a line.
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "kbd", "span", "strong", "sub", "sup"})

_FIRST_WORD = re.compile(r"(\s*)(\S+)(.*)", re.DOTALL)


def fill_targets(soup: BeautifulSoup) -> None:
    """Put each empty target around what it stands before.

    Before an empty element whose next word does not fit, WeasyPrint breaks the line at every word.
    """
    for target in reversed(soup.find_all("span", id=True)):
        following = _next(target)
        if not target.contents and following is not None:
            _fill(target, following)


def _next(target: Tag) -> PageElement | None:
    """Return what stands after `target` and is more than the end of a line."""
    return next((item for item in target.next_siblings if item.get_text().strip()), None)


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
    if following.name in _INLINE:
        target.append(following.extract())
    else:
        following.insert(0, target.extract())
        inside = _next(target)
        if inside is not None:
            _fill(target, inside)
