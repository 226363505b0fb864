"""The addresses of names: those of Python's documentation, and of our own reference."""

from __future__ import annotations

from typing import ClassVar

from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from book._ext.domain import book_of
from book._ext.inventory import PYTHON, Entry, read_entries
from book._ext.links import first_of_each, names_in
from book._ext.nodes import snippet_code

_ATTRIBUTES = ("ag_", "co_", "cr_", "f_", "gi_", "tb_")


def python_addresses(entries: list[Entry]) -> dict[str, str]:
    """Return the address of each name, and of ``.f_lasti`` and its like, which say whose they are."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.role.startswith("py:"):
            found[entry.name] = PYTHON + entry.location
            attribute = entry.name.rpartition(".")[2]
            if attribute.startswith(_ATTRIBUTES):
                found[f".{attribute}"] = PYTHON + entry.location
    return found


class LinkNames(SphinxPostTransform):
    """Gives each block the links for the names in it."""

    default_priority = 400
    formats: ClassVar[tuple[str, ...]] = ("html",)

    def run(self, **kwargs: object) -> None:
        blocks = list(self.document.findall(snippet_code))
        if blocks:
            addresses = {**python_addresses(read_entries()), **self._own()}
            for node in blocks:
                self._link(node, addresses)

    def _own(self) -> dict[str, str]:
        """Return the addresses of what is described in this book."""
        found: dict[str, str] = {}
        for name, entry in self.env.domains.python_domain.objects.items():
            page = self.app.builder.get_relative_uri(self.env.docname, entry.docname)
            found[name] = f"{page}#{entry.node_id}"
        return found

    def _link(self, node: snippet_code, addresses: dict[str, str]) -> None:
        corpus = book_of(self.env).corpus
        block = corpus.blocks.get(node["key"])
        if block is None:
            return
        variant = next((item for item in block.variants if str(item.since) == node["since"]), None)
        if variant:
            node["links"] = first_of_each(names_in(block, variant, corpus), addresses)


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(LinkNames)


