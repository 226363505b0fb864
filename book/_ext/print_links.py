"""Links on paper: where a reader finds the page, and the address of what is elsewhere."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import unquote

from bs4 import BeautifulSoup, Tag

from book._ext.print_markup import add_class, attribute, element, first_words

#: Attributes that hold identifiers of elements of the same page.
_IDENTIFIERS = frozenset({"id", "for", "aria-labelledby", "aria-describedby", "headers"})

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)

#: A section with more links than these has their addresses in the text.
_MOST_NOTES = 6

#: Where a note at the foot of the page cannot stand, or would stand in a crowd.
_ADDRESS_BESIDE = ("li", "td", "th", "dd", "figcaption", "aside")


def anchor_of(page: str, identifier: str = "") -> str:
    """Return the identifier in the printed book of an element of a page, or of the page."""
    return f"{page}--{identifier}" if identifier else page


def anchor_of_uri(uri: str, page: str) -> str:
    """Return the identifier of what ``page.html#identifier`` on `page` leads to."""
    path, _, identifier = uri.partition("#")
    target = _from_root(path.removesuffix(".html"), page) if path else page
    return anchor_of(target, unquote(identifier))


def make_unique(soup: BeautifulSoup, page: str) -> None:
    """Make the identifiers of a page unlike those of all other pages, and links follow."""
    _drop_doubles(soup)
    for tag in soup.find_all(True):
        for name in _IDENTIFIERS.intersection(tag.attrs):
            tag[name] = " ".join(anchor_of(page, item) for item in attribute(tag, name).split())
    for link in soup.find_all("a", href=True):
        target = attribute(link, "href")
        if not _ELSEWHERE.match(target):
            link["href"] = "#" + anchor_of_uri(target, page)


def find_pictures(soup: BeautifulSoup, page: str) -> None:
    """Name the pictures of a page from where the book is printed."""
    for picture in soup.find_all("img"):
        picture["src"] = _from_root(attribute(picture, "src"), page)


def _from_root(path: str, page: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def _drop_doubles(soup: BeautifulSoup) -> None:
    """Leave an identifier to the first who has it; a table and the box around it share theirs."""
    seen: set[str] = set()
    for tag in soup.find_all(id=True):
        if attribute(tag, "id") in seen:
            del tag["id"]
        else:
            seen.add(attribute(tag, "id"))


def print_links(soup: BeautifulSoup, page: str) -> None:
    """Say at each link where it leads, in the way of a book."""
    seen: set[str] = set()
    for link in soup.find_all("a", href=True):
        target = attribute(link, "href")
        said = target in seen
        if _is_in_code(link):
            continue
        if not target.startswith("#"):
            if _needs_address(link, target) and not said:
                seen.add(target)
                _say_address(link, target)
        elif _needs_page(link, target[1:], page) and not (said and _is_name(link)):
            seen.add(target)
            add_class(link, "elsewhere-inside" if _is_in_parentheses(link) else "elsewhere")


def _is_in_code(link: Tag) -> bool:
    return link.find_parent(("pre", "dt")) is not None


def _is_name(link: Tag) -> bool:
    """Is this the name of a thing in code, which may stand in every sentence?"""
    return link.find("code") is not None


def _needs_page(link: Tag, anchor: str, page: str) -> bool:
    """Tell a link that leads away from one to a listing or table near by."""
    return anchor.partition("--")[0] != page or link.find(class_="std-numref") is None


def _is_in_parentheses(link: Tag) -> bool:
    before = "".join(text for text in link.previous_siblings if isinstance(text, str))
    return before.count("(") > before.count(")")


def _needs_address(link: Tag, target: str) -> bool:
    """Tell a source from a name that the reader can look up, and from an address in full."""
    if attribute(link, "title").startswith("(in "):
        return False
    return _shown(target) not in _shown(first_words(link))


def _say_address(link: Tag, target: str) -> None:
    if link.find_parent(_ADDRESS_BESIDE) or _is_one_of_many(link):
        note = element("span", f" ({_shown(target)})", class_="address")
    else:
        note = element("span", class_="footnote")
        note.append(element("span", _shown(target), class_="address"))
    link.insert_after(note)


def _is_one_of_many(link: Tag) -> bool:
    """Are there so many links about that their notes would crowd the foot of the page?"""
    around = link.find_parent("section")
    links = around.find_all("a", class_="external") if around is not None else []
    said = [other for other in links if _needs_address(other, attribute(other, "href"))]
    return len(said) > _MOST_NOTES


def _shown(address: str) -> str:
    return re.sub(r"^(https?://|mailto:)", "", address).rstrip("/")
