"""Spaces before an element, each made an element too, so that lines break where they should."""

from __future__ import annotations

from bs4 import BeautifulSoup
from bs4.element import NavigableString

from book._ext.print_markup import element


def set_gaps_apart(soup: BeautifulSoup) -> None:
    """Take the space at the end of a text out of it, where an element follows.

    A text that fits into its line without that space, but not with it, WeasyPrint breaks after
    its first word.
    """
    for text in soup.find_all(string=True):
        words = text.rstrip()
        if (
            words
            and words != text
            and text.next_sibling is not None
            and not text.find_parent("pre")
        ):
            text.replace_with(NavigableString(words), element("span", " "))
