"""The whole book in one piece of HTML: what stands before the chapters, and they in their parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from book._ext.numbering import APPENDICES
from book._ext.print_chapter import chapter
from book._ext.print_contents import chapter_line, contents_line, nested
from book._ext.print_markup import element
from book._ext.print_order import Part

INDEX = "book-index"


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part with its chapters as they are printed."""

    anchor: str
    title: str
    chapters: tuple[Tag, ...]


def printed_parts(parts: Iterable[Part], pages: Mapping[str, str]) -> list[PrintedPart]:
    """Return the parts with their pages made ready for paper."""
    return [
        PrintedPart(
            f"book-part-{number}",
            part.title,
            tuple(chapter(pages[name], name) for name in part.pages),
        )
        for number, part in enumerate(parts, start=1)
    ]


def templates(folder: Path) -> Environment:
    """Return the templates of the print folder; a name that they miss is an error."""
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)


def write_book(
    environment: Environment, parts: Iterable[PrintedPart], facts: Mapping[str, Any]
) -> str:
    """Return the book in HTML; `facts` are what the title page and the imprint say."""
    parts = list(parts)
    body = "".join(str(piece) for part in parts for piece in _body(part))
    lines = element("ol", class_="contents")
    lines.extend([line for part in parts for line in _lines(part)])
    lines.append(contents_line(INDEX, element("h1", "Index"), "contents-chapter"))
    return environment.get_template("book.html").render(
        facts, contents=Markup(lines), body=Markup(body), index=INDEX
    )


def _body(part: PrintedPart) -> Iterator[Tag]:
    if part.title:
        yield _opening(part)
    yield from part.chapters


def _opening(part: PrintedPart) -> Tag:
    """Return the page that says where a part begins, and what is in it."""
    kind = "part unnumbered" if part.title == APPENDICES else "part"
    opening = element("section", id=part.anchor, class_=kind)
    opening.append(element("h1", part.title))
    lines = element("ol", class_="contents")
    for item in part.chapters:
        line = chapter_line(item)
        for below in line.find_all("ol"):
            below.decompose()
        lines.append(line)
    opening.append(lines)
    return opening


def _lines(part: PrintedPart) -> list[Tag]:
    lines = [chapter_line(item) for item in part.chapters]
    if not part.title:
        return lines
    return [nested(contents_line(part.anchor, element("h1", part.title), "contents-part"), lines)]
