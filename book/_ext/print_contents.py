"""The contents of the printed book, from the headings of its chapters."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Container, Iterable, Iterator

from bs4 import Tag

from book._ext.print_markup import attribute, element, first_words

#: A title that this many chapters have is not listed.
_TOO_OFTEN = 4


def contents_line(anchor: str, heading: Tag, kind: str) -> Tag:
    """Return a line that leads to `anchor` and says what `heading` says."""
    line = element("li", class_=kind)
    link = element("a", href=f"#{anchor}")
    link.extend([copy.copy(piece) for piece in heading.contents])
    for piece in link.find_all(True):
        if piece.name == "a":
            piece.unwrap()
        else:
            del piece["id"]
    line.append(link)
    return line


def said_too_often(chapters: Iterable[Tag]) -> set[str]:
    """Return the titles of sections that so many chapters have that they lead nowhere."""
    count = Counter(
        title for chapter in chapters for title in {first_words(h) for h in _titles(chapter)}
    )
    return {title for title, times in count.items() if times >= _TOO_OFTEN}


def heading_line(chapter: Tag) -> Tag:
    """Return the line of a chapter alone."""
    return contents_line(attribute(chapter, "id"), title_of(chapter), "contents-chapter")


def chapter_line(chapter: Tag, leave_out: Container[str]) -> Tag:
    """Return the line of a chapter, with the lines of its sections and pages below it."""
    return nested(heading_line(chapter), _below(chapter, leave_out))


def _below(chapter: Tag, leave_out: Container[str]) -> Iterator[Tag]:
    for heading in _titles(chapter):
        if heading.parent is not None and first_words(heading) not in leave_out:
            yield contents_line(attribute(heading.parent, "id"), heading, "contents-section")
    for page in chapter.select("article.below"):
        yield contents_line(attribute(page, "id"), title_of(page), "contents-section")


def nested(line: Tag, below: Iterable[Tag]) -> Tag:
    """Put the lines `below` under `line`, if there are any."""
    listed = element("ol")
    listed.extend(list(below))
    if listed.contents:
        line.append(listed)
    return line


def title_of(chapter: Tag) -> Tag:
    """Return the first heading of a chapter."""
    heading = chapter.find("h1")
    return heading if heading is not None else element("h1", attribute(chapter, "id"))


def _titles(chapter: Tag) -> list[Tag]:
    """Return the titles of a chapter's own sections."""
    found = chapter.select("section[id] > h2")
    return [title for title in found if title.find_parent("article") is chapter]
