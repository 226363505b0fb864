"""What was measured stands on a page as ratios, and each mistake is told with its place."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest
from bs4 import Tag

from book._figures.results import RESULTS, Results, shown, shown_range
from book._figures.tables import TABLES
from snippets.finding import NODE_PACKAGES
from snippets.versions import SUPPORTED, show_version
from tests.small_books import ALPHA, LISTING, ROOT, Built, SmallBook

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

BOOK = ROOT / "book"
MACHINE = {"processor": "Abacus 2", "architecture": "wood", "cores": 4, "system": "Oak 12"}
PAGE = """
{numref}`figures-depths` shows it, at {figure-ratio}`depths/loop` of the limit.

```{figures} depths
:caption: How *deep* it goes
```

```{measured}
```
"""


def run(version: str, where: str, **depths: float | None) -> dict[str, Any]:
    return {
        "version": version,
        "release": "candidate" if "rc" in version else "final",
        "where": where,
        "bits": 64,
        "optimized": False,
        "jit": False,
        "gil": True,
        "tables": {"depths": {"limit": 1000, "call": 990, "from": 2000, "loop": 500} | depths},
    }


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    return SmallBook(tmp_path).corpus(LISTING).write(alpha=ALPHA + PAGE)


def build(book: SmallBook, *runs: dict[str, Any], builder: str = "html") -> Built:
    path = book.folder / "results.json"
    results = {"date": "2026-03-01", "machine": MACHINE, "runs": runs}
    path.write_text(json.dumps(results), encoding="utf-8")
    return book.build(builder, book_figures=str(path))


def three() -> tuple[dict[str, Any], ...]:
    return (
        run("3.10.1", "native", loop=200),
        run("3.13.0", "native"),
        run("3.14.2", "native", loop=1300),
        run("3.15.0rc1", "WebAssembly", loop=None),
    )


def table(built: Built) -> Tag:
    found = built.page("alpha").find("table", class_="figures")
    assert isinstance(found, Tag)
    return found


def cells(row: Tag) -> list[str]:
    return [cell.get_text().strip() for cell in row.find_all(["th", "td"])]


# What a page shows


def test_a_table_has_a_row_for_each_operation_and_a_column_for_each_interpreter(
    book: SmallBook,
) -> None:
    rows = [cells(row) for row in table(build(book, *three())).find_all("tr")]
    assert rows == [
        ["", "native", "in WebAssembly"],
        ["", "3.10", "3.13", "3.14", "3.15rc"],
        ["the recursion limit", "1.0", "1.0", "1.0", "1.0"],
        ["calls", "1.0", "1.0", "1.0", "1.0"],
        ["a chain of yield from", "2.0", "2.0", "2.0", "2.0"],
        ["a chain of for loops", "0.2", "0.5", "1.3", "none"],
    ]


def test_what_a_row_is_about_is_its_head(book: SmallBook) -> None:
    head = table(build(book, *three())).select("tbody th")
    assert [cell.get_text().strip() for cell in head] == [
        title.replace("`", "") for title in TABLES["depths"].rows.values()
    ]


def test_a_table_is_numbered_and_says_that_it_shows_ratios_of_when_and_where(
    book: SmallBook,
) -> None:
    built = build(book, *three())
    page = built.page("alpha")
    assert table(built).get_text().split()[:6] == [
        "Table",
        "1.1",
        "How",
        "deep",
        "it",
        "goes\u00b6",
    ]
    assert [part.get_text() for part in table(built).select("caption em")] == ["deep"]
    assert "Table 1.1 shows it" in page.get_text()
    about = page.select_one(".figures-about")
    assert about is not None
    assert about.get_text() == (
        "Ratios: in each column the first row is 1. "
        "Measured on 1 March 2026: Abacus 2 (wood), 4 cores, Oak 12."
    )


def test_a_ratio_in_the_text_is_that_of_the_native_versions_of_the_book(book: SmallBook) -> None:
    found = build(book, *three()).page("alpha").select_one(".figure-ratio")
    assert found is not None
    assert found.get_text() == "0.5 to 1.3"


def test_the_interpreters_are_named_exactly_once(book: SmallBook) -> None:
    items = [item.get_text() for item in build(book, *three()).page("alpha").select("li > p")]
    build_is = "with the global interpreter lock and without the just-in-time compiler"
    optimised = "compiled without profile-guided optimisation"
    assert items == [
        f"Native: CPython 3.10.1, 3.13.0 and 3.14.2 (64-bit, {build_is}, {optimised}).",
        f"In WebAssembly: CPython 3.15.0rc1 (64-bit, {build_is}).",
        "Measured on 1 March 2026: Abacus 2 (wood), 4 cores, Oak 12.",
    ]


def test_renewed_results_are_seen_by_the_next_build(book: SmallBook) -> None:
    build(book, *three())
    built = build(book, run("3.13.0", "native", loop=250))
    assert cells(table(built).find_all("tr")[-1]) == ["a chain of for loops", "0.2"]


# Mistakes


def warned(book: SmallBook, text: str, *runs: dict[str, Any]) -> list[str]:
    return build(book.write(alpha=ALPHA + text), *(runs or three())).warnings


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "```{figures} depth\n:caption: Deep\n```\n",
            "there is no table of figures 'depth'; did you mean 'depths'?",
        ),
        (
            "```{figures} depths\n```\n",
            "'depths' has no caption; say with ':caption:' what is measured",
        ),
        (
            "```{figures} sum\n:caption: A sum\n```\n",
            "the results of 3.10.1 do not fit the table 'sum'; `make figures` renews them",
        ),
        (
            "{figure-ratio}`depths/loops`\n",
            "there is no row of 'depths' 'loops'; did you mean 'loop'?",
        ),
    ],
)
def test_a_mistake_on_a_page_is_one_message_with_its_place(
    book: SmallBook, text: str, message: str
) -> None:
    line = len(ALPHA.splitlines()) + 1
    assert warned(book, text) == [f"book/alpha.md:{line}: WARNING: {message} [book]"]


def test_a_ratio_of_no_version_is_told(book: SmallBook) -> None:
    line = len(ALPHA.splitlines()) + 1
    found = warned(book, "{figure-ratio}`depths/loop`\n", run("3.10.1", "native"))
    message = "no version of the book was measured natively; `make figures` does it"
    assert found == [f"book/alpha.md:{line}: WARNING: {message} [book]"]


def test_missing_results_are_told(book: SmallBook) -> None:
    built = book.write(alpha=ALPHA + "```{measured}\n```\n").build(book_figures="nowhere.json")
    line = len(ALPHA.splitlines()) + 1
    assert built.warnings == [
        f"book/alpha.md:{line}: WARNING: there are no results; `make figures` makes them [book]"
    ]


@pytest.mark.parametrize("text", ["", "[]", '{"date": "2026-03-01"}'])
def test_results_that_are_none_are_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "results.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="can't be read; `make figures` renews"):
        Results.read(path)


# How a ratio is written


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (0.0123, "0.01"),
        (0.97, "1.0"),
        (9.94, "9.9"),
        (9.96, "10"),
        (14.4, "14"),
        (99.6, "100"),
        (4166.7, "4,200"),
        (None, "none"),
    ],
)
def test_two_digits_of_a_ratio_are_shown(ratio: float | None, text: str) -> None:
    assert shown(ratio) == text


def test_a_range_that_is_rounded_to_one_number_is_one() -> None:
    assert shown_range([1.01, 0.97, None]) == "1.0"
    assert shown_range([1.62, 1.18]) == "1.2 to 1.6"


def test_a_range_of_no_ratio_is_none() -> None:
    assert shown_range([None, None]) == "none"


# What was measured


def test_each_version_of_the_book_was_measured_natively_if_that_is_how_the_book_runs_it() -> None:
    runs = Results.read().runs
    in_node = {version for _, version in NODE_PACKAGES}
    assert {run.name for run in runs} >= {show_version(version) for version in SUPPORTED}
    assert {run.name for run in runs if run.is_native} >= {
        show_version(version) for version in SUPPORTED if version not in in_node
    }


def test_each_run_has_a_positive_number_in_each_row_of_each_table() -> None:
    for run in Results.read().runs:
        assert {name: set(rows) for name, rows in run.tables.items()} == {
            name: set(table.rows) for name, table in TABLES.items()
        }, run.version
        for name, rows in run.tables.items():
            assert all(value is None or value > 0 for value in rows.values()), (run.version, name)
            assert rows[TABLES[name].baseline] is not None
        assert all(
            value is not None
            for name, rows in run.tables.items()
            for value in rows.values()
            if name != "depths"
        )


def functions(path: Path) -> dict[str, str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    kinds = ast.FunctionDef | ast.ClassDef
    return {node.name: ast.unparse(node) for node in tree.body if isinstance(node, kinds)}


def test_what_is_timed_is_what_the_listing_shows() -> None:
    listed = functions(ROOT / "snippets" / "what-it-costs" / "ways.py")
    measured = functions(BOOK / "_figures" / "measure.py")
    assert set(listed) <= set(measured)
    assert {name: measured[name] for name in listed} == listed


def test_the_results_name_the_machine_and_nobody() -> None:
    assert sorted(Results.read().machine) == ["architecture", "cores", "processor", "system"]
    assert not re.search(r"/(?:home|root|usr|work)\b", RESULTS.read_text(encoding="utf-8"))


def test_each_table_stands_in_the_book_once_and_no_other_does() -> None:
    pages = [path.read_text(encoding="utf-8") for path in sorted(BOOK.rglob("*.md"))]
    directive = re.compile(r"^```\{figures\} (\S+)", re.MULTILINE)
    used = [name for page in pages for name in directive.findall(page)]
    assert sorted(used) == sorted(TABLES)
