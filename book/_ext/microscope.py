"""The directive ``{microscope}``: a recorded run of a block, to be stepped through."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book._ext.domain import BookDomain, Filmed, book_of
from book._ext.nodes import microscope, snippet_caption
from book._ext.recordings import Take
from book._ext.snippet import full_key, label_of, line_numbers, unknown
from snippets.blocks import Block
from snippets.versions import PINNED

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

LEVELS = ("transfer", "line", "instruction")


class MicroscopeDirective(SphinxDirective):
    """Shows a recorded run of a block: as a player on screen, else by its transfers."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
        "caption": directives.unchanged_required,
        "follow": directives.unchanged_required,
        "level": directives.unchanged_required,
        "print": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        book = book_of(self.env)
        key = full_key(self.arguments[0], self.env.docname)
        block = book.corpus.blocks.get(key)
        problem = self._problem(book, key, block)
        if problem:
            book.warn(self.env.docname, self.lineno, problem)
        if problem or block is None:
            return []
        return [self._figure(book, block)]

    def _problem(self, book: BookDomain, key: str, block: Block | None) -> str | None:
        if block is None:
            return unknown(book, key) if book.corpus_is_whole else None
        if "caption" not in self.options:
            return f"the microscope over '{key}' has no caption; say with ':caption:' what to see"
        if not self._follow():
            return f"say which functions of '{key}' to step through: ':follow: first, second'"
        if self.options.get("level", "transfer") not in LEVELS:
            return f"':level: {self.options['level']}' is none of {', '.join(LEVELS)}"
        if identifier(key) in {item.identifier for item in book.page(self.env.docname).films}:
            return f"there is a microscope over '{key}' above already"
        return self._problem_of_prints()

    def _problem_of_prints(self) -> str | None:
        try:
            self._prints()
        except ValueError as error:
            return f"':print: {self.options['print']}': {error}"
        return None

    def _prints(self) -> tuple[int, ...]:
        """Return the numbers of the transfers that print; none if all do."""
        spec = self.options.get("print")
        return tuple(line_numbers(spec, 10_000, "transfer")) if spec else ()

    def _follow(self) -> tuple[str, ...]:
        names = self.options.get("follow", "").split(",")
        return tuple(name.strip() for name in names if name.strip())

    def _figure(self, book: BookDomain, block: Block) -> microscope:
        chain = book.corpus.chain(block)
        for item in chain:
            self.env.note_dependency(str(item.variant_for(PINNED).path))
        blocks = tuple((item.filename, item.variant_for(PINNED).text) for item in chain)
        take = Take(block.key, blocks, self._follow())
        filmed = Filmed(identifier(block.key), take, self._prints(), self.lineno)
        book.page(self.env.docname).films.append(filmed)
        return self._node(filmed)

    def _node(self, filmed: Filmed) -> microscope:
        figure = microscope(
            names=[filmed.identifier], film=filmed, level=self.options.get("level", "transfer")
        )
        self.set_source_info(figure)
        self.state.document.note_explicit_target(figure)
        content, messages = self.parse_inline(self.options["caption"], lineno=self.lineno)
        figure += snippet_caption(self.options["caption"], "", *content, *messages)
        return figure


def identifier(key: str) -> str:
    """Return the label by which {numref} finds the microscope over a block."""
    return f"{label_of(key)}-run"


def setup(app: Sphinx) -> None:
    """Register the directive, and the word before a figure's number."""
    app.add_directive("microscope", MicroscopeDirective)
    app.add_enumerable_node(microscope, "figure")
