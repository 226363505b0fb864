"""The contents of the printed book, from the headings of its chapters."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator

from bs4 import Tag

from book._ext.print_markup import attribute, element


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


def chapter_line(chapter: Tag) -> Tag:
    """Return the line of a chapter, with the lines of its sections below it."""
    line = contents_line(attribute(chapter, "id"), title_of(chapter), "contents-chapter")
    return nested(line, _sections(chapter))


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


def _sections(chapter: Tag) -> Iterator[Tag]:
    for heading in chapter.select("section[id] > h2"):
        section = heading.parent
        if section is not None:
            yield contents_line(attribute(section, "id"), heading, "contents-section")
