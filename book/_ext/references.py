"""Short ways to refer to chapters and listings, and to the instructions of the interpreter."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from book._ext.domain import book_of
from book._ext.snippet import full_key, label_of


def label_page(app: Sphinx, doctree: nodes.document) -> None:
    """Let the name of a page stand for its number: {numref}`send` is "Chapter 8"."""
    docname = app.env.docname
    section = next(iter(doctree.findall(nodes.section)), None)
    if section is None or "/" in docname:
        return
    labels = app.env.domains.standard_domain.anonlabels
    labels.setdefault(docname, (docname, section["ids"][0]))


def complete_listing_names(app: Sphinx, doctree: nodes.document) -> None:
    """Let {numref}`first_next` mean the listing of that block in the page's own chapter."""
    blocks = book_of(app.env).corpus.blocks
    for node in doctree.findall(addnodes.pending_xref):
        if node.get("reftype") == "numref":
            key = full_key(node["reftarget"], app.env.docname)
            if key in blocks:
                node["reftarget"] = label_of(key)


class NumberReferences(SphinxPostTransform):
    """Writes the number of a listing or a chapter where {numref} asks for it.

    Sphinx would read the whole page of the target anew for each such reference.
    """

    default_priority = 8  # after the feet of the pages, before all other references
    formats = ("html",)

    def run(self, **kwargs: object) -> None:
        for node in list(self.document.findall(addnodes.pending_xref)):
            if node["reftype"] == "numref" and not node["refexplicit"]:
                reference = self._reference(node)
                if reference is not None:
                    node.replace_self(reference)

    def _reference(self, node: addnodes.pending_xref) -> nodes.reference | None:
        labels = self.env.domains.standard_domain.anonlabels
        docname, identifier = labels.get(node["reftarget"], ("", ""))
        number = self._number(docname, identifier, is_page=node["reftarget"] == docname)
        if not number:
            return None
        text = number[0] % ".".join(map(str, number[1]))
        content = nodes.inline(text, text, classes=["std", "std-numref"])
        builder = self.env._app.builder
        return make_refnode(builder, node["refdoc"], docname, identifier, content)

    def _number(
        self, docname: str, identifier: str, *, is_page: bool
    ) -> tuple[str, tuple[int, ...]] | None:
        """Return the words for a number, and the number."""
        words = self.config.numfig_format
        if is_page:
            number = self.env.toc_secnumbers.get(docname, {}).get("")
            return (words["section"], number) if number else None
        for kind, numbers in self.env.toc_fignumbers.get(docname, {}).items():
            if identifier in numbers:
                return words[kind], numbers[identifier]
        return None


def name_listings(app: Sphinx, config: Config) -> None:
    """Say how a listing and a chapter are named by {numref}."""
    config.numfig_format = {
        "exercise": "Exercise %s",
        "figure": "Figure %s",
        "listing": "Listing %s",
        "section": "Chapter %s",
        **config.numfig_format,
    }


def setup(app: Sphinx) -> None:
    """Register the short ways."""
    app.connect("doctree-read", label_page)
    app.connect("doctree-read", complete_listing_names)
    app.connect("config-inited", name_listings, priority=400)
    app.add_post_transform(NumberReferences)
    app.add_object_type("opcode", "opcode", objname="instruction")
