"""Links from a chapter to the glossary, where it uses a term first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from book._ext.domain import book_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

#: Words that mean something else as often: these are terms only where a chapter sets them off.
_COMMON = frozenset(
    [
        "caller",
        "cell",
        "closed",
        "closure",
        "created",
        "future",
        "lazy",
        "microscope",
        "one-shot",
        "priming",
        "protocol",
        "request",
        "resume",
        "returned",
        "running",
        "sent",
        "suspended",
        "task",
        "thrown",
        "yielded",
    ]
)

#: What is no running text, and what is a link already.
_ELSEWHERE = (
    nodes.admonition,
    nodes.caption,
    nodes.literal,
    nodes.literal_block,
    nodes.reference,
    nodes.title,
    addnodes.pending_xref,
)


def link_terms(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Link the first use of each term in a chapter; on paper there is the glossary at the end."""
    if app.builder.name == "pdf" or not _is_chapter(doctree):
        return
    addresses = _glossary(app.builder, docname)
    if addresses:
        pattern, linked = _pattern(addresses), set[str]()
        for text in list(_running_text(doctree)):
            _link_in(text, pattern, addresses, linked)


def _is_chapter(doctree: nodes.document) -> bool:
    """Chapters say at their head what they are for."""
    return any("goals" in node["classes"] for node in doctree.findall(nodes.admonition))


def _glossary(builder: Builder, docname: str) -> dict[str, str]:
    """Return the address of each term."""
    objects = builder.env.get_domain("std").get_objects()
    return {
        name.lower(): f"{builder.get_relative_uri(docname, page)}#{anchor}"
        for name, _, kind, page, anchor, _ in objects
        if kind == "term"
    }


def _running_text(doctree: nodes.document) -> Iterator[nodes.Text]:
    for paragraph in doctree.findall(nodes.paragraph):
        if not _is_within(paragraph, _ELSEWHERE):
            for text in paragraph.findall(nodes.Text):
                if not _is_within(text, _ELSEWHERE):
                    yield text


def _is_within(node: nodes.Node, kinds: tuple[type[nodes.Node], ...]) -> bool:
    while node.parent is not None:
        node = node.parent
        if isinstance(node, kinds):
            return True
    return False


def _link_in(
    text: nodes.Text, pattern: re.Pattern[str], addresses: Mapping[str, str], linked: set[str]
) -> None:
    """Put links into a text, to those terms that have none yet."""
    is_set_off = isinstance(text.parent, nodes.emphasis)
    pieces: list[nodes.Node] = []
    done = 0
    for found in pattern.finditer(str(text)):
        term = found[1].lower()
        if term not in linked and (is_set_off or term not in _COMMON):
            linked.add(term)
            pieces += [nodes.Text(text[done : found.start()]), _link(found[0], addresses[term])]
            done = found.end()
    if pieces:
        text.parent.replace(text, [*pieces, nodes.Text(text[done:])])


def _pattern(terms: Iterable[str]) -> re.Pattern[str]:
    """Return what finds a term, or more of it; the longest first."""
    words = "|".join(re.escape(term) for term in sorted(terms, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])({words})s?(?![\w-])", re.IGNORECASE)


def _link(words: str, address: str) -> nodes.reference:
    return nodes.reference("", words, internal=True, refuri=address, classes=["term-link"])


def _changed_terms(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again, if the glossary has other terms."""
    terms = sorted(term for term in env.get_domain("std").get_objects() if term[2] == "term")
    return book_of(env).anew("terms", dict.fromkeys(sorted(env.found_docs), repr(terms)))


def setup(app: Sphinx) -> None:
    """Register the links."""
    app.connect("env-updated", _changed_terms)
    app.connect("doctree-resolved", link_terms)
