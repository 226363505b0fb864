"""One page of the book as a chapter on paper."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from book._ext.print_breaks import keep_together
from book._ext.print_code import (
    forget_plain_tokens,
    keep_words,
    say_where_words_break,
    wrap_code,
)
from book._ext.print_gaps import set_gaps_apart
from book._ext.print_links import find_pictures, make_unique, print_links
from book._ext.print_markup import add_class, attribute, element, parse
from book._ext.print_notes import print_notes
from book._ext.print_numbers import number_lines
from book._ext.print_targets import fill_targets

#: What only a screen can use.
_ON_SCREEN_ONLY = "a.headerlink, .toctree-wrapper, .screen-only, button, fieldset"

#: Tables up to this many rows stay on one page.
_KEPT_ROWS = 16


def chapter(html: str, page: str, classes: str = "chapter") -> Tag:
    """Return the chapter that the page `page` is, ready for paper."""
    soup = parse(html)
    forget_plain_tokens(soup)
    for unwanted in soup.select(_ON_SCREEN_ONLY):
        unwanted.decompose()
    find_pictures(soup, page)
    make_unique(soup, page)
    print_notes(soup)
    print_links(soup, page)
    fill_targets(soup)
    set_gaps_apart(soup)
    keep_words(soup)
    say_where_words_break(soup)
    number_lines(soup)
    wrap_code(soup)
    keep_together(soup)
    _keep_tables(soup)
    article = element("article", id=page, class_=classes)
    article.extend(list(soup.contents))
    return article


def _keep_tables(soup: BeautifulSoup) -> None:
    for table in soup.find_all("table"):
        add_class(table, "kept" if len(table.find_all("tr")) <= _KEPT_ROWS else "long")
        for heading in table.select("thead th"):
            if not attribute(heading, "scope"):
                heading["scope"] = "col"
