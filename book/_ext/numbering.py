"""Chapter numbers that run on from part to part; appendices have letters."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase
from typing import cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors.toctree import TocTreeCollector

Number = tuple[int, ...]

APPENDICES = "Appendices"


class ContinuousNumbers(TocTreeCollector):
    """Numbers the pages of all numbered toctrees of the root page in one row, and no sections."""

    def assign_section_numbers(self, env: BuildEnvironment) -> list[str]:
        """Give each chapter its number; return the pages whose number is another than before."""
        before = env.toc_secnumbers
        env.toc_secnumbers = {}
        for docname, number in _numbers(env):
            env.toc_secnumbers[docname] = _write_numbers(env, docname, number)
        return [name for name, found in env.toc_secnumbers.items() if found != before.get(name)]


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
