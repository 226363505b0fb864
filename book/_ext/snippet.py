"""The directive ``{snippet}``: a block of the corpus on a page."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book._ext import versions
from book._ext.domain import BookDomain, Prediction, Shown, book_of, fingerprint
from book._ext.nodes import (
    snippet,
    snippet_about,
    snippet_caption,
    snippet_code,
    snippet_file,
    snippet_output,
    version_label,
    version_pane,
    version_panes,
)
from book._ext.predictions import Asked, PredictionError, asked, print_of
from snippets.blocks import Block, Variant
from snippets.sessions import BLANK
from snippets.versions import PINNED, show_version

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec


class SnippetDirective(SphinxDirective):
    """Shows a block of the corpus, with its caption, its file and what it continues."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {
        "caption": directives.unchanged_required,
        "emphasize": directives.unchanged_required,
        "predict": directives.unchanged,
    }

    def run(self) -> list[nodes.Node]:
        book = book_of(self.env)
        key = full_key(self.arguments[0], self.env.docname)
        block = book.corpus.blocks.get(key)
        problem = self._problem(book, key, block)
        book.page(self.env.docname).shown.setdefault(key, Shown(self.lineno, fingerprint(block)))
        if problem:
            book.warn(self.env.docname, self.lineno, problem)
        if problem or block is None:
            return []
        for variant in block.variants:
            self.env.note_dependency(str(variant.path))
        self.env.note_dependency(str(block.path))
        return [self._figure(block)]

    def _problem(self, book: BookDomain, key: str, block: Block | None) -> str | None:
        if block is None:
            return unknown(book, key) if book.corpus_is_whole else None
        if "caption" not in self.options:
            return f"'{key}' has no caption; say with ':caption:' what the block shows"
        if key in book.page(self.env.docname).shown:
            return f"'{key}' is shown above already; refer to it by {{numref}}`{label_of(key)}`"
        return None

    def _figure(self, block: Block) -> snippet:
        runs = book_of(self.env).corpus.why_not(block, PINNED, native=False) is None
        figure = snippet(names=[label_of(block.key)], key=block.key, kind=block.kind, runs=runs)
        self.set_source_info(figure)
        self.state.document.note_explicit_target(figure)
        content, messages = self.parse_inline(self.options["caption"], lineno=self.lineno)
        figure += snippet_caption(self.options["caption"], "", *content, *messages)
        figure += self._about(block)
        figure += self._body(block)
        self._mark_predicted(figure, block)
        return figure

    def _mark_predicted(self, figure: snippet, block: Block) -> None:
        """Mark what is asked of the reader in the version that is shown first."""
        variant = versions.groups(block)[0][1]
        found = self._asked(block, variant)
        if not found:
            return
        figure["predict"] = print_of(variant, found)
        kind = snippet_code if block.kind == "session" else snippet_output
        cast(nodes.Element, next(iter(figure.findall(kind))))["asked"] = found
        book_of(self.env).page(self.env.docname).predictions.append(
            Prediction(block.key, figure["predict"], figure["ids"][0])
        )

    def _asked(self, block: Block, variant: Variant) -> list[Asked]:
        spec = self.options.get("predict")
        if spec is None:
            return []
        try:
            return asked(block, variant, spec.strip())
        except PredictionError as error:
            option = f":predict: {spec}".strip()
            book_of(self.env).warn(self.env.docname, self.lineno, f"'{option}': {error}")
            return []

    def _about(self, block: Block) -> snippet_about:
        about = snippet_about(classes=["snippet-about"])
        after = [self._reference(f"{block.chapter}/{name}") for name in block.needs.after]
        if after:
            about += nodes.inline("", "continues ", *joined(after), classes=["snippet-after"])
        for words in _needs(block):
            about += nodes.inline(words, words, classes=["snippet-needs"])
        path = f"snippets/{block.chapter}/{block.path.name}"
        about += snippet_file(
            path, path, classes=["snippet-file"], file=f"{block.chapter}/{block.path.name}"
        )
        return about

    def _reference(self, key: str) -> addnodes.pending_xref:
        reference = listing_reference(key, self.env.docname)
        self.set_source_info(reference)
        return reference

    def _body(self, block: Block) -> Iterator[nodes.Node]:
        grouped = versions.groups(block)
        first = grouped[0][1]
        emphasized = self._emphasized(first)
        if block.kind == "listing":
            yield code(block, first, emphasized)
        if len(grouped) == 1:
            yield from self._pane(block, first, emphasized, first)
            return
        panes = version_panes(classes=["versions"])
        for members, variant in grouped:
            pane = version_pane(classes=["version-pane"], versions=members)
            name = versions.label(members)
            pane += nodes.paragraph(
                "", "Python ", version_label(name, name, versions=members), classes=["version-name"]
            )
            pane += list(self._pane(block, variant, emphasized, first))
            panes += pane
        yield panes

    def _pane(
        self, block: Block, variant: Variant, emphasized: Sequence[int], first: Variant
    ) -> Iterator[nodes.Node]:
        if block.kind == "session":
            yield code(block, variant, mapped(emphasized, first.text, variant.text))
        elif variant.output:
            box = snippet_output(classes=["snippet-output"])
            box += nodes.paragraph("Output", "Output", classes=["snippet-output-name"])
            box += nodes.literal_block(variant.output, variant.output, language="text", corpus=True)
            yield box

    def _emphasized(self, variant: Variant) -> list[int]:
        spec = self.options.get("emphasize")
        if not spec:
            return []
        count = len(variant.text.splitlines())
        try:
            return line_numbers(spec, count)
        except ValueError as error:
            book_of(self.env).warn(self.env.docname, self.lineno, f"':emphasize: {spec}': {error}")
            return []


def full_key(name: str, docname: str) -> str:
    """Return ``chapter/name`` for a name as a page of the chapter writes it."""
    return name if "/" in name else f"{docname}/{name}"


def label_of(key: str) -> str:
    """Return the label by which {numref} finds the listing of a block."""
    return key.replace("/", "-")


def unknown(book: BookDomain, key: str) -> str:
    """Say that there is no block `key`, and which one was meant."""
    close = difflib.get_close_matches(key, book.corpus.blocks, n=1, cutoff=0.5)
    hint = f"; did you mean '{close[0]}'?" if close else ""
    return f"there is no block '{key}' in the corpus{hint}"


def listing_reference(key: str, docname: str) -> addnodes.pending_xref:
    """Return a reference that becomes ``Listing 2.1``."""
    name = nodes.literal("", "", classes=["xref", "std", "std-numref"])
    options = {"refdomain": "std", "reftype": "numref", "refexplicit": False, "refwarn": True}
    return addnodes.pending_xref(
        "", name, reftarget=label_of(key).lower(), refdoc=docname, **options
    )


def joined(items: Sequence[nodes.Node]) -> list[nodes.Node]:
    """Return `items` with commas and an *and* between them."""
    found: list[nodes.Node] = []
    for position, item in enumerate(items):
        if position:
            found.append(nodes.Text(" and " if position == len(items) - 1 else ", "))
        found.append(item)
    return found


def code(block: Block, variant: Variant, emphasized: Sequence[int]) -> snippet_code:
    """Return the code of a block as a page shows it."""
    language = "pycon" if block.kind == "session" else "python"
    lines = variant.text.rstrip("\n").split("\n")
    text = "\n".join("" if line == BLANK else line for line in lines)
    options = {"hl_lines": list(emphasized)} if emphasized else {}
    return snippet_code(
        text,
        text,
        language=language,
        key=block.key,
        since=str(variant.since),
        highlight_args=options,
    )


def _needs(block: Block) -> Iterator[str]:
    if block.needs.minimum:
        yield f"needs Python {show_version(block.needs.minimum)} or later"
    if block.needs.native:
        yield "not run in WebAssembly"


def line_numbers(spec: str, count: int, what: str = "line") -> list[int]:
    """Return the lines of ``3,5-6``; raise `ValueError` for what is none of 1 to `count`."""
    found: list[int] = []
    for part in spec.split(","):
        first, dash, last = part.strip().partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise ValueError(f"{part.strip()!r} is no {what} and no range of {what}s")
        found.extend(range(int(first), int(last or first) + 1))
    if not found or min(found) < 1 or max(found) > count:
        raise ValueError(f"the block has the {what}s 1 to {count}")
    return found


def mapped(lines: Sequence[int], one: str, other: str) -> list[int]:
    """Return the lines of `other` that correspond to `lines` of `one`."""
    wanted = {line - 1 for line in lines}
    matcher = difflib.SequenceMatcher(None, one.splitlines(), other.splitlines(), autojunk=False)
    found: list[int] = []
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            found += [
                line - start + other_start + 1 for line in range(start, end) if line in wanted
            ]
        elif wanted & set(range(start, end)):
            found += range(other_start + 1, other_end + 1)
    return found


def setup(app: Sphinx) -> None:
    """Register the directive, and the word before a listing's number."""
    app.add_directive("snippet", SnippetDirective)
    app.add_enumerable_node(snippet, "listing")
