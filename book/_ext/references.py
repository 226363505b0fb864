"""Short ways to refer to chapters and listings, and to the instructions of the interpreter."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config

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


def name_listings(app: Sphinx, config: Config) -> None:
    """Say how a listing and a chapter are named by {numref}."""
    config.numfig_format = {
        "listing": "Listing %s",
        "section": "Chapter %s",
        **config.numfig_format,
    }


def setup(app: Sphinx) -> None:
    """Register the short ways."""
    app.connect("doctree-read", label_page)
    app.connect("doctree-read", complete_listing_names)
    app.connect("config-inited", name_listings, priority=400)
    app.add_object_type("opcode", "opcode", objname="instruction")
