"""Footnotes: at the end of a page on screen, at the foot of the page on paper."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

from book._ext.print_markup import attribute, element


def print_notes(soup: BeautifulSoup) -> None:
    """Move every footnote to where it is called."""
    notes = {attribute(note, "id"): note for note in soup.select("aside.footnote")}
    for call in soup.select("a.footnote-reference"):
        note = notes.get(attribute(call, "href").removeprefix("#"))
        if note is not None:
            call.replace_with(_foot(note))
    for leftover in soup.select("aside.footnote, aside.footnote-list, hr.footnotes"):
        leftover.decompose()


def _foot(note: Tag) -> Tag:
    foot = element("span", class_="footnote")
    for paragraph in note.find_all("p"):
        if foot.contents:
            foot.append(" ")
        foot.extend(list(paragraph.contents))
    return foot
