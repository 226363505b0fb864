"""The addresses of names: those of Python's documentation, and of our own reference."""

from __future__ import annotations

from functools import cache

from sphinx.builders import Builder

from book._ext.domain import book_of
from book._ext.inventory import PYTHON, Entry, read_entries
from book._ext.links import Link, first_of_each, names_in
from book._ext.nodes import snippet_code

_ATTRIBUTES = ("ag_", "co_", "cr_", "f_", "gi_", "tb_")


def python_addresses(entries: list[Entry]) -> dict[str, str]:
    """Return the address of each name, and of ``.f_lasti`` and the like, which say whose."""
    found: dict[str, str] = {}
    for entry in entries:
        if entry.role.startswith("py:"):
            found[entry.name] = PYTHON + entry.location
            attribute = entry.name.rpartition(".")[2]
            if attribute.startswith(_ATTRIBUTES):
                found[f".{attribute}"] = PYTHON + entry.location
    return found


def links_of(node: snippet_code, builder: Builder, docname: str) -> list[Link]:
    """Return the links for the names in a block, as the page `docname` has to write them."""
    corpus = book_of(builder.env).corpus
    block = corpus.blocks.get(node["key"])
    variants = block.variants if block else ()
    variant = next((item for item in variants if str(item.since) == node["since"]), None)
    if block is None or variant is None:
        return []
    addresses = {**_python_addresses(), **_own_addresses(builder, docname)}
    return first_of_each(names_in(block, variant, corpus), addresses)


@cache
def _python_addresses() -> dict[str, str]:
    return python_addresses(read_entries())


def _own_addresses(builder: Builder, docname: str) -> dict[str, str]:
    """Return the addresses of what is described in this book."""
    found: dict[str, str] = {}
    for name, entry in builder.env.domains.python_domain.objects.items():
        page = builder.get_relative_uri(docname, entry.docname)
        found[name] = ("" if page.startswith("#") else page) + f"#{entry.node_id}"
    return found
