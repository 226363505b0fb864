"""The directive ``{version-note}``: what changed in a version, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book._ext.domain import Note, book_of
from book._ext.nodes import version_note
from book._ext.snippet import full_key, joined, listing_reference, unknown
from snippets.versions import SUPPORTED, Version, parse_version, show_version

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec


class VersionNoteDirective(SphinxDirective):
    """Says what changed in a version, and names the listings that show it."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[OptionSpec] = {"blocks": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        book, docname = book_of(self.env), self.env.docname
        since, problem = self._since()
        keys = tuple(full_key(name, docname) for name in self._names())
        if not keys:
            problem = (
                problem or "a version note names its blocks: ':blocks: first_next, other_block'"
            )
        for key in keys:
            if key not in book.corpus.blocks and book.corpus_is_whole:
                problem = problem or unknown(book, key)
        if problem or since is None:
            book.warn(docname, self.lineno, problem or "")
            return []
        book.page(docname).notes.append(Note(since, keys, self.lineno))
        return [self._box(since, keys)]

    def _since(self) -> tuple[Version | None, str | None]:
        known = ", ".join(show_version(version) for version in SUPPORTED[1:])
        problem = f"'{self.arguments[0]}': a version note is about one of {known}"
        try:
            version = parse_version(self.arguments[0])
        except ValueError:
            return None, problem
        return (version, None) if version in SUPPORTED[1:] else (None, problem)

    def _names(self) -> list[str]:
        return [name.strip() for name in self.options.get("blocks", "").split(",") if name.strip()]

    def _box(self, since: Version, keys: tuple[str, ...]) -> version_note:
        title = f"Changed in {show_version(since)}"
        box = version_note(classes=["version-note"], since=since)
        self.set_source_info(box)
        references = [listing_reference(key, self.env.docname) for key in keys]
        head = nodes.paragraph("", "", nodes.strong(title, title), classes=["version-note-title"])
        head += nodes.inline(
            "", " \N{EN DASH} ", *joined(references), classes=["version-note-seen"]
        )
        box += head
        box += self.parse_content_to_nodes()
        return box


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("version-note", VersionNoteDirective)
