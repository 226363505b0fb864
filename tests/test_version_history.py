"""Where the version history says that something changed, the listing it names changes too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "book" / "version-history.md").read_text(encoding="utf-8")
VERSIONS = ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"]
#: The versions from which on a change is proved: those that are run, but the first of them.
PROVED = VERSIONS[4:]
#: What stands in a cell that is like the one before.
SAME = "\N{MIDDLE DOT}"


def rows() -> dict[str, tuple[list[str], str]]:
    """Return the cells of each row, and the label of its listing."""
    found = {}
    for line in re.findall(r"^\| (?!---|\|).*", PAGE, re.MULTILINE):
        what, shown, *cells = (cell.strip() for cell in line.strip("| ").split(" | "))
        found[what] = cells, shown.removeprefix("{numref}").strip("`")
    return found


ROWS = rows()


def variants(label: str) -> set[str]:
    """Return the versions from which on a listing has another output."""
    chapter, _, name = label.rpartition("-")
    found = (ROOT / "snippets" / chapter).glob(f"{name}.*")
    return {match[1] for path in found if (match := re.search(r"\.(3\.\d+)\.", path.name))}


def test_the_table_has_rows() -> None:
    assert len(ROWS) >= 30


@pytest.mark.parametrize("what", ROWS)
def test_a_change_is_one_of_the_listing_that_the_row_names(what: str) -> None:
    cells, label = ROWS[what]
    said = dict(zip(VERSIONS, cells, strict=True))
    assert {version for version in PROVED if said[version] != SAME} <= variants(label)
