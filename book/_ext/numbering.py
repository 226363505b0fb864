"""Chapter numbers that run on from part to part; appendices have letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from string import ascii_uppercase
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

from book._ext.domain import book_of

Number = tuple[int, ...]

APPENDICES = "Appendices"


class ContinuousNumbers(TocTreeCollector):
    """Numbers the pages of all numbered toctrees of the root page in one row, and no sections.

    Listings and figures are counted from what was noted when their page was read, so that one
    changed page does not make all others be loaded.
    """

    def assign_section_numbers(self, env: BuildEnvironment) -> list[str]:
        """Give each chapter its number; return the pages to write again."""
        env.toc_secnumbers = {}
        for docname, number in _numbers(env):
            env.toc_secnumbers[docname] = _write_numbers(env, docname, number)
        return _to_rewrite(env, "chapters", env.toc_secnumbers)

    def assign_figure_numbers(self, env: BuildEnvironment) -> list[str]:
        """Number what has a caption; return the pages to write again."""
        env.toc_fignumbers = {}
        counts: Counter[tuple[str, Number]] = Counter()
        for docname, number in _in_order(env, env.config.root_doc, (), set()):
            for kind, identifier in book_of(env).page(docname).figures:
                counts[kind, number] += 1
                numbers = env.toc_fignumbers.setdefault(docname, {}).setdefault(kind, {})
                numbers[identifier] = (*number, counts[kind, number])
        return _to_rewrite(env, "listings", env.toc_fignumbers)


def _to_rewrite(env: BuildEnvironment, kind: str, numbers: object) -> list[str]:
    """Return every page if a number has moved: any page may refer to it."""
    return book_of(env).anew(kind, dict.fromkeys(sorted(env.found_docs), repr(numbers)))


def _in_order(
    env: BuildEnvironment, docname: str, inherited: Number, seen: set[str]
) -> Iterator[tuple[str, Number]]:
    """Yield the pages in the order of the contents; one without a number has that above it."""
    if docname in seen:
        return
    seen.add(docname)
    number = env.toc_secnumbers.get(docname, {}).get("") or inherited
    yield docname, number
    for child in env.toctree_includes.get(docname, ()):
        yield from _in_order(env, child, number, seen)


def note_figures(app: Sphinx, doctree: nodes.document) -> None:
    """Note what on a page has a caption, and so a number."""
    standard = app.env.domains.standard_domain
    found = [
        (kind, node["ids"][0])
        for node in doctree.findall(nodes.Element)
        if not isinstance(node, nodes.section)
        and (kind := standard.get_enumerable_node_type(node))
        and node["ids"]
        and standard.get_numfig_title(node)
    ]
    book_of(app.env).page(app.env.docname).figures = found


def _numbers(env: BuildEnvironment) -> Iterator[tuple[str, Number]]:
    chapter = appendix = 0
    for toctree in env.get_doctree(env.config.root_doc).findall(addnodes.toctree):
        if not toctree.get("numbered"):
            continue
        for _title, docname in toctree["entries"]:
            if docname not in env.tocs:
                continue
            if toctree.get("caption") == APPENDICES:
                # Numbers are only ever joined with dots, so a letter serves as well.
                letter = cast(int, ascii_uppercase[appendix])
                appendix += 1
                yield docname, (letter,)
            else:
                chapter += 1
                yield docname, (chapter,)


def _write_numbers(env: BuildEnvironment, docname: str, number: Number) -> dict[str, Number]:
    """Number the title of a page wherever it is kept, and its sections not at all."""
    found: dict[str, Number] = {}
    for reference in env.tocs[docname].findall(nodes.reference):
        own = "" if not reference["anchorname"] else None
        found[reference["anchorname"]] = number if own == "" else ()
        reference["secnumber"] = number if own == "" else None
    env.titles[docname]["secnumber"] = number
    return found


def setup(app: Sphinx) -> None:
    """Put our collector in the place of Sphinx's."""
    for listener in list(app.events.listeners["env-get-updated"]):
        collector = getattr(listener.handler, "__self__", None)
        if type(collector) is TocTreeCollector:
            collector.disable(app)
    app.add_env_collector(ContinuousNumbers)
    app.connect("doctree-read", note_figures)
