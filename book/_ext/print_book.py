"""The whole book in one piece of HTML: what stands before the chapters, and they in their parts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bs4 import Tag
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from sphinx.environment import BuildEnvironment

from book._ext.numbering import APPENDICES
from book._ext.print_chapter import chapter
from book._ext.print_contents import (
    chapter_line,
    contents_line,
    heading_line,
    nested,
    said_too_often,
)
from book._ext.print_markup import element
from book._ext.print_order import pages_under, parts

#: The index is a page of the site too, and pages may lead to it.
INDEX = "genindex"


@dataclass(frozen=True, slots=True)
class PrintedPart:
    """A part with its chapters as they are printed."""

    anchor: str
    title: str
    chapters: tuple[Tag, ...]


def printed_parts(env: BuildEnvironment, pages: Mapping[str, str]) -> list[PrintedPart]:
    """Return the parts with their pages made ready for paper."""
    return [
        PrintedPart(
            f"book-part-{number}",
            part.title,
            tuple(_with_pages_under(env, name, pages) for name in part.pages),
        )
        for number, part in enumerate(parts(env), start=1)
    ]


def _with_pages_under(env: BuildEnvironment, name: str, pages: Mapping[str, str]) -> Tag:
    whole = chapter(pages[name], name)
    whole.extend([chapter(pages[below], below, "below") for below in pages_under(env, name)])
    return whole


def printed_opening(pages: Mapping[str, str], root: str) -> Tag | None:
    """Return the words that the first page of the site begins with, if there are any."""
    opening = chapter(pages[root], root, "chapter opening-words")
    heading = opening.find("h1")
    said = opening.get_text().strip()
    return opening if heading is None or said != heading.get_text().strip() else None


def templates(folder: Path) -> Environment:
    """Return the templates of the print folder; a name that they miss is an error."""
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)


def write_book(
    environment: Environment,
    opening: Tag | None,
    book: Iterable[PrintedPart],
    facts: Mapping[str, Any],
) -> str:
    """Return the book in HTML; `facts` are what the title page and the imprint say."""
    book = list(book)
    body = "".join(str(piece) for part in book for piece in _body(part))
    lines = element("ol", class_="contents")
    leave_out = said_too_often(chapter for part in book for chapter in part.chapters)
    lines.extend([line for part in book for line in _lines(part, leave_out)])
    lines.append(contents_line(INDEX, element("h1", "Index"), "contents-chapter"))
    return environment.get_template("book.html").render(
        facts,
        opening=Markup(opening or ""),
        contents=Markup(lines),
        body=Markup(body),
        index=INDEX,
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
    lines.extend([heading_line(chapter) for chapter in part.chapters])
    opening.append(lines)
    return opening


def _lines(part: PrintedPart, leave_out: Container[str]) -> list[Tag]:
    lines = [chapter_line(chapter, leave_out) for chapter in part.chapters]
    if not part.title:
        return lines
    return [nested(contents_line(part.anchor, element("h1", part.title), "contents-part"), lines)]
