"""The page of sources names what the chapters cite, and nothing else."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

BOOK = Path(__file__).resolve().parents[1] / "book"
SOURCES = BOOK / "sources.md"
CITING = [path for path in BOOK.rglob("*.md") if path != SOURCES]

CITATIONS = {
    "PEP": r"https://peps\.python\.org/pep-(\d{4})/",
    "page of Python's documentation": r"https://docs\.python\.org/3/([\w./]+\.html)",
    "file of CPython": (
        r"`((?:Include|InternalDocs|Lib|Modules|Objects|Python)/[\w/]+\.(?:c|h|py|md))`"
    ),
}


@cache
def cited(kind: str, path: Path) -> frozenset[str]:
    return frozenset(re.findall(CITATIONS[kind], path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("kind", CITATIONS)
def test_the_sources_are_what_is_cited(kind: str) -> None:
    by_chapters = frozenset().union(*(cited(kind, path) for path in CITING))
    assert by_chapters
    assert sorted(cited(kind, SOURCES)) == sorted(by_chapters)


@pytest.mark.parametrize("path", [SOURCES, *CITING], ids=lambda path: path.stem)
def test_a_link_to_a_pep_leads_to_the_pep_that_it_names(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"\[PEP (\d+)[^\]]*\]\(https://peps\.python\.org/pep-0*(\d+)/", text)
    assert [one for one, other in named if one != other] == []
