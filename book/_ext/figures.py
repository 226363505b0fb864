"""What generators cost: ``{figures}``, ``{measured}``, and the role ``{figure-ratio}``.

The numbers come from what ``make figures`` has measured, and are shown as ratios: the first row of
a table is 1 in each column, since a column was measured in one process.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from book._ext.domain import book_of
from book._ext.versions import in_words
from book._figures.results import Results, Run, shown, shown_range
from book._figures.tables import TABLES
from snippets.versions import SUPPORTED

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import OptionSpec


class FiguresDirective(SphinxDirective):
    """Shows a table of figures: a row for each operation, a column for each interpreter."""

    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"caption": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        name = self.arguments[0]
        try:
            results = results_of(self.env)
            _check(results, name)
            _check_caption(name, self.options)
        except ValueError as error:
            book_of(self.env).warn(self.env.docname, self.lineno, str(error))
            return []
        return [self._table(name, results), self._about(results)]

    def _table(self, name: str, results: Results) -> nodes.table:
        table = nodes.table(classes=["figures", "dense"], names=[f"figures-{name}"])
        self.set_source_info(table)
        self.state.document.note_explicit_target(table)
        table += nodes.title(self.options["caption"], "", *self._inline(self.options["caption"]))
        group = nodes.tgroup(cols=1 + len(results.runs))
        group += nodes.colspec(colwidth=40, stub=1)
        group += [nodes.colspec(colwidth=6) for _ in results.runs]
        group += nodes.thead("", _places(results.runs), _versions(results.runs))
        group += nodes.tbody("", *self._rows(name, results.runs))
        table += group
        return table

    def _rows(self, name: str, runs: Sequence[Run]) -> Iterator[nodes.row]:
        for row, title in TABLES[name].rows.items():
            head = nodes.entry("", nodes.paragraph(title, "", *self._inline(title)))
            yield nodes.row("", head, *(_entry(shown(run.ratio(name, row))) for run in runs))

    def _about(self, results: Results) -> nodes.paragraph:
        text = f"Ratios: in each column the first row is 1. {_when(results)}"
        return nodes.paragraph(text, text, classes=["figures-about"])

    def _inline(self, text: str) -> list[nodes.Node]:
        content, messages = self.parse_inline(text, lineno=self.lineno)
        return [*content, *messages]


class MeasuredDirective(SphinxDirective):
    """Says on which interpreters the figures were measured, and on which machine."""

    def run(self) -> list[nodes.Node]:
        try:
            results = results_of(self.env)
        except ValueError as error:
            book_of(self.env).warn(self.env.docname, self.lineno, str(error))
            return []
        items = [_paragraph(f"{place}: {said}") for place, said in _builds(results.runs)]
        items.append(_paragraph(_when(results)))
        return [nodes.bullet_list("", *(nodes.list_item("", item) for item in items))]


class FigureRatioRole(SphinxRole):
    """Inserts the ratio of a row, ``table/row``: of all native versions that the book speaks of."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        name, _, row = self.text.partition("/")
        try:
            results = results_of(self.env)
            _check(results, name)
            _check_row(name, row)
            runs = _spoken_of(results.runs)
        except ValueError as error:
            book_of(self.env).warn(self.env.docname, self.lineno, str(error))
            return [], []
        text = shown_range(run.ratio(name, row) for run in runs)
        return [nodes.inline(self.rawtext, text, classes=["figure-ratio"])], []


def results_of(env: BuildEnvironment) -> Results:
    """Return the results; a page that shows them is read again when they are renewed."""
    path = Path(env.config.book_figures)
    env.note_dependency(str(path))
    return Results.read(path)


def _spoken_of(runs: Iterable[Run]) -> list[Run]:
    found = [run for run in runs if run.is_native and run.feature >= SUPPORTED[0]]
    if not found:
        raise ValueError("no version of the book was measured natively; `make figures` does it")
    return found


def _check(results: Results, name: str) -> None:
    """Raise `ValueError` unless there is a table of that name, with numbers in all its rows."""
    if name not in TABLES:
        raise ValueError(_unknown("table of figures", name, TABLES))
    for run in results.runs:
        if set(run.tables.get(name, ())) != set(TABLES[name].rows):
            raise ValueError(
                f"the results of {run.version} do not fit the table '{name}'; "
                "`make figures` renews them"
            )


def _check_caption(name: str, options: Mapping[str, object]) -> None:
    if "caption" not in options:
        raise ValueError(f"'{name}' has no caption; say with ':caption:' what is measured")


def _check_row(name: str, row: str) -> None:
    if row not in TABLES[name].rows:
        raise ValueError(_unknown(f"row of '{name}'", row, TABLES[name].rows))


def _unknown(what: str, name: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"there is no {what} '{name}'" + (f"; did you mean '{close[0]}'?" if close else "")


def _places(runs: Sequence[Run]) -> nodes.row:
    """Return the upper row of the head: where the columns below were measured."""
    row = nodes.row("", _entry(""))
    for is_native, members in groupby(runs, key=lambda run: run.is_native):
        cell = _entry("native" if is_native else "in WebAssembly")
        cell["morecols"] = len(list(members)) - 1
        row += cell
    return row


def _versions(runs: Sequence[Run]) -> nodes.row:
    names = (run.name + ("" if run.release == "final" else "rc") for run in runs)
    return nodes.row("", _entry(""), *map(_entry, names))


def _entry(text: str) -> nodes.entry:
    return nodes.entry("", _paragraph(text))


def _paragraph(text: str) -> nodes.paragraph:
    return nodes.paragraph(text, text)


def _when(results: Results) -> str:
    day, machine = date.fromisoformat(results.date), results.machine
    return (
        f"Measured on {day.day} {day:%B %Y}: {machine['processor']} ({machine['architecture']}), "
        f"{machine['cores']} cores, {machine['system']}."
    )


def _builds(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Yield for each place what was measured there: exact versions, and how they were built."""
    for where, found in groupby(runs, key=lambda run: run.where):
        members = list(found)
        said = in_words(run.version for run in members)
        sizes = in_words(sorted({f"{run.bits}-bit" for run in members}))
        remarks = [sizes, *_remarks(members)]
        place = "Native" if where == "native" else f"In {where}"
        yield place, f"CPython {said} ({', '.join(remarks)})."


def _remarks(runs: Sequence[Run]) -> Iterator[str]:
    if all(run.gil and not run.jit for run in runs):
        yield "with the global interpreter lock and without the just-in-time compiler"
    if runs[0].is_native and not any(run.optimized for run in runs):
        yield "compiled without profile-guided optimisation"


def setup(app: Sphinx) -> None:
    """Register the directives and the role, and where the results are."""
    app.add_config_value("book_figures", "", "env", str)
    app.add_directive("figures", FiguresDirective)
    app.add_directive("measured", MeasuredDirective)
    app.add_role("figure-ratio", FigureRatioRole())
