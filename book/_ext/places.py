"""The directive ``{places}``: what the chapters cite of CPython's source, file by file.

A chapter cites in its section *Where it is in CPython*. An item of the list there, or a row of the
table, names a file and what is cited of it, up to a colon; behind it stands what that does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from book._ext.domain import Cited, book_of

SECTION = "Where it is in CPython"

_FILE = re.compile(r"(?:Include|InternalDocs|Lib|Modules|Objects|Python)/[\w/]+\.(?:c|h|py|md)")
_ASIDE = re.compile(r"\([^)]*\)")
#: A name, which is marked as code; a heading, in quotes; the end of what is cited.
_PART = re.compile(r"\x02([^\x03]+)\x03|[\"\u201c]([^\"\u201d]+)[\"\u201d]|(:)")


class places(nodes.General, nodes.Element):
    """Stands where the list goes, which is written when all chapters have been read."""


class PlacesDirective(SphinxDirective):
    """Lists the files of CPython's source, the names in each, and the chapters that cite them."""

    def run(self) -> list[nodes.Node]:
        book_of(self.env).page(self.env.docname).lists_cited = True
        return [places()]


def note_cited(app: Sphinx, doctree: nodes.document) -> None:
    """Note what a page cites."""
    items = [
        item
        for section in doctree.findall(nodes.section)
        if isinstance(section[0], nodes.title) and section[0].astext() == SECTION
        for item in section.findall(lambda node: isinstance(node, nodes.list_item | nodes.row))
    ]
    cited = (one for item in items for one in _cited(_marked(item)))
    book_of(app.env).page(app.env.docname).cited = list(dict.fromkeys(cited))


def _marked(item: nodes.Node) -> str:
    """Return the text of an item, or of a row of a table, with its code marked."""
    return "".join(
        f"\x02{text}\x03" if isinstance(text.parent, nodes.literal) else text
        for text in item.findall(nodes.Text)
    )


def _cited(item: str) -> Iterator[Cited]:
    path = ""
    for code, heading, colon in _PART.findall(_ASIDE.sub("", item)):
        if _FILE.fullmatch(code):
            path = code
        elif colon:
            path = ""
        elif path:
            yield Cited(path, code or heading)


def write_places(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write the list."""
    for node in list(doctree.findall(places)):
        node.replace_self(_list(app, docname))


def _list(app: Sphinx, docname: str) -> nodes.definition_list:
    found = nodes.definition_list(classes=["places"])
    cited = _by_place(app.env)
    for path in sorted({one.path for one in cited}):
        names = nodes.bullet_list()
        for one in sorted((one for one in cited if one.path == path), key=lambda one: one.name):
            names += _name(app, docname, one, cited[one])
        file = nodes.term("", "", nodes.literal("", path))
        found += nodes.definition_list_item("", file, nodes.definition("", names))
    return found


def _by_place(env: BuildEnvironment) -> dict[Cited, list[str]]:
    """Return the chapters that cite each place, in the order of the book."""
    order = {docname: number for number, docname in enumerate(env.toc_secnumbers)}
    found: dict[Cited, list[str]] = {}
    pages = book_of(env).pages
    for docname in sorted(pages, key=lambda name: order.get(name, len(order))):
        for one in pages[docname].cited:
            found.setdefault(one, []).append(docname)
    return found


def _name(app: Sphinx, docname: str, one: Cited, chapters: Iterable[str]) -> nodes.list_item:
    is_heading = one.path.endswith(".md")
    name = (
        nodes.inline("", f"\u201c{one.name}\u201d") if is_heading else nodes.literal("", one.name)
    )
    line = nodes.paragraph("", "", name)
    for number, chapter in enumerate(chapters):
        address = app.builder.get_relative_uri(docname, chapter)
        title = app.env.titles[chapter].astext()
        line += nodes.Text(", " if number else " \u2013 ")
        line += nodes.reference("", title, internal=True, refuri=address)
    return nodes.list_item("", line)


def _changed_places(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again, if chapters cite something else."""
    book = book_of(env)
    listing = [docname for docname, page in book.pages.items() if page.lists_cited]
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    return book.anew("places", dict.fromkeys(listing, repr((_by_place(env), titles))))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_node(places)
    app.add_directive("places", PlacesDirective)
    app.connect("doctree-read", note_cited)
    app.connect("env-updated", _changed_places)
    app.connect("doctree-resolved", write_places)
