"""Snapshots, transcripts and recordings for a notebook: HTML that needs nothing else.

Every text is escaped, there is no script, and no colour but that of the page around it, so that it
can be read in light and in dark.

>>> element("p", "x < y", title='"quoted"')
'<p title="&quot;quoted&quot;">x &lt; y</p>'
"""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Final

from gentools._views.columns import clip, visible
from gentools._views.excerpt import WIDTH
from gentools._views.signs import DRAWN
from gentools._views.snapshots import excerpt, sections, title
from gentools._views.traces import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gentools._look.snapshots import Snapshot
    from gentools._record.model import Step, Trace

#: How many steps of a recording are shown: all of them may be too much for a browser.
_STEPS: Final = 200

_BOX: Final = "border: 1px solid; border-radius: 4px; padding: 0.5em 0.8em; overflow-x: auto"
_CODE: Final = "font-family: monospace; white-space: pre; text-align: left; vertical-align: top"
_PRE: Final = "margin: 0.4em 0; background: none; color: inherit"


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, *children: str, **attributes: str) -> Markup:
    """Return an element; children that are no :class:`Markup` are escaped."""
    told = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items())
    inner = "".join(
        child if isinstance(child, Markup) else escape(visible(child)) for child in children
    )
    return Markup(f"<{name}{told}>{inner}</{name}>")


def snapshot_html(snapshot: Snapshot) -> str:
    """Return *snapshot* as HTML."""
    lines = [Markup(f"{escape(line)}\n") for line in excerpt(snapshot, DRAWN)]
    place = [element("pre", *lines, style=_PRE)] if lines else []
    parts = [(label, "\n".join(texts)) for label, texts in sections(snapshot, DRAWN)]
    rows = [element("tr", _label(label), _cell(text)) for label, text in parts]
    table = [element("table", element("tbody", *rows))] if rows else []
    return _box(title(snapshot, DRAWN), *place, *table)


def trace_html(trace: Trace) -> str:
    """Return the first steps of *trace* as HTML, each with its line and its sentence."""
    rows = [
        (str(step.index), str(step.line or ""), _source(step), step.sentence)
        for step in islice(trace, _STEPS)
    ]
    heading = f"{trace.name}, recorded by {trace.by} on CPython {trace.python}: "
    rest = len(trace) - len(rows)
    more = [element("div", f"{counted(rest, 'more step')}")] if rest > 0 else []
    return _box(
        heading + counted(len(trace), "step"),
        _table(("step", "line", "source", "what happens"), rows),
        *more,
        element("div", trace.end.sentence),
    )


def _source(step: Step) -> str:
    return clip(visible(step.source_line.strip()), WIDTH)


def transcript_html(heading: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return the *rows* of a transcript as HTML."""
    return _box(heading, _table(titles, rows))


def _table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Markup:
    head = element("tr", *(element("th", name, scope="col", style=_CODE) for name in titles))
    body = (element("tr", *map(_cell, row)) for row in rows)
    return element("table", element("thead", head), element("tbody", *body))


def _label(text: str) -> Markup:
    return element("th", text, scope="row", style=_CODE)


def _cell(text: str) -> Markup:
    lines = [escape(visible(line)) for line in text.split("\n")]
    return element("td", Markup("\n".join(lines)), style=_CODE)


def _box(heading: str, *children: str) -> str:
    return str(element("div", element("strong", heading), *children, style=_BOX))
