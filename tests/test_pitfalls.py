"""The checklist of wrong beliefs has all that the book refutes, and each line leads to a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
CHECKLIST = BOOK / "wrong-beliefs.md"

#: The words by which a text marks what is said and not so: in the index, or in a sentence.
MARK = re.compile(
    r"wrong belief; (?!checklist)|(?<!-)\bbeliefs?\b|\b(?:natural to|tempting to|may) believe\b"
    r"|\boften (?:said|described|believed)\b|\bsaid so often\b"
    r"|\bcommon picture\b|\bpicture that many have\b|\bobvious guess\b"
)
ROW = re.compile(
    r"^\| (?P<belief>.+?) \| (?P<so>.+?) \{numref\}`(?P<block>[^`]+)` \|$", re.MULTILINE
)
BLOCK = re.compile(r"```\{(?:snippet|microscope)\} (\S+)")
REFERENCE = re.compile(r"\{numref\}`([\w-]+)`")
HEADING = re.compile(r"^##+ ", re.MULTILINE)
#: What is no text of a section: directives of exercises, with what is inside.
EXERCISE = re.compile(r"^::::\{exercise\}.*?^::::$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Marked:
    """A paragraph that marks a wrong belief, and the blocks that may refute it."""

    chapter: str
    text: str
    blocks: frozenset[str]


def corpus() -> frozenset[str]:
    found = (ROOT / "snippets").glob("*/*")
    return frozenset(f"{path.parent.name}-{path.name.split('.')[0]}" for path in found)


def page_of(block: str) -> str:
    """Return the chapter that a block, named in full, belongs to."""
    return max((each for each in chapters() if block.startswith(f"{each}-")), key=len)


def prints() -> frozenset[str]:
    """Return the blocks that show a run: sessions, and listings with an output."""
    found = [*(ROOT / "snippets").glob("*/*.pycon"), *(ROOT / "snippets").glob("*/*.out")]
    return frozenset(f"{path.parent.name}-{path.name.split('.')[0]}" for path in found)


def full(name: str, chapter: str, known: frozenset[str]) -> str:
    """Return a block's name with that of its chapter, which a page leaves out for its own."""
    name = name.replace("/", "-").removesuffix("-run")
    return name if name in known else f"{chapter}-{name}"


def rows() -> list[re.Match[str]]:
    return list(ROW.finditer(CHECKLIST.read_text(encoding="utf-8")))


def lines_of_tables(page: str) -> list[str]:
    """Return the lines of a page's tables that are no headings."""
    lines = [line for line in page.splitlines() if line.startswith("|")]
    return [line for line in lines if not re.match(r"\| (?:You may believe|---) \|", line)]


def in_order() -> list[str]:
    """Return the chapters in the order of the book."""
    pages = re.findall(r"^[a-z-]+$", (BOOK / "index.md").read_text(encoding="utf-8"), re.MULTILINE)
    return [page for page in pages if page in chapters()]


def listed() -> frozenset[str]:
    return frozenset(row["block"] for row in rows())


def chapters() -> list[str]:
    """Return the pages that have a folder of blocks and a page of solutions."""
    return sorted(path.stem for path in (BOOK / "solutions").glob("*.md"))


def marked(
    chapter: str, text: str, known: frozenset[str], runs: frozenset[str]
) -> Iterator[Marked]:
    """Yield what a chapter marks, with the runs before and after it and those it names.

    What stands before the first section has no run yet.
    """
    for section in HEADING.split(EXERCISE.sub("", text))[1:]:
        pieces = [piece for piece in section.split("\n\n") if piece.strip()]
        shown = [
            {full(name, chapter, known) for name in BLOCK.findall(piece)} & runs for piece in pieces
        ]
        for place, piece in enumerate(pieces):
            if BLOCK.search(piece) or not MARK.search(piece):
                continue
            near = {full(name, chapter, known) for name in REFERENCE.findall(piece)} & runs
            near |= next(filter(None, reversed(shown[:place])), set())
            near |= next(filter(None, shown[place:]), set())
            if near:
                yield Marked(chapter, piece, frozenset(near))


def in_book() -> list[Marked]:
    known, runs = corpus(), prints()
    return [
        found
        for chapter in chapters()
        for found in marked(
            chapter, (BOOK / f"{chapter}.md").read_text(encoding="utf-8"), known, runs
        )
    ]


@pytest.mark.parametrize(
    "found", in_book(), ids=lambda found: f"{found.chapter}: {found.text[:40]}"
)
def test_what_a_chapter_marks_as_a_wrong_belief_is_in_the_checklist(found: Marked) -> None:
    assert found.blocks & listed(), f"none of {sorted(found.blocks)} is in the checklist"


def test_the_chapters_mark_beliefs() -> None:
    assert len({found.chapter for found in in_book()}) > 3


def test_a_marked_belief_that_is_missing_is_seen() -> None:
    page = "## A section\n\nA belief is that it rains.\n\n```{snippet} rain\n```\n"
    (found,) = marked("weather", page, frozenset(), frozenset({"weather-rain"}))
    assert found.blocks == {"weather-rain"}
    assert not found.blocks & listed()


def test_each_line_has_a_belief_and_a_block() -> None:
    """A line that is written otherwise would escape the other tests."""
    page = CHECKLIST.read_text(encoding="utf-8")
    assert [row[0] for row in rows()] == lines_of_tables(page)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["belief"])
def test_a_line_leads_to_a_run_that_a_page_shows(row: re.Match[str]) -> None:
    name = row["block"]
    assert name in prints()
    chapter = page_of(name)
    shown = BLOCK.findall((BOOK / f"{chapter}.md").read_text(encoding="utf-8"))
    assert name.removeprefix(f"{chapter}-") in shown


def test_no_belief_is_listed_twice() -> None:
    beliefs = [row["belief"] for row in rows()]
    assert sorted(set(beliefs)) == sorted(beliefs)


def test_the_checklist_goes_through_the_book_in_order() -> None:
    """Beliefs of one chapter stand together, where the chapter stands."""
    stems = [page_of(row["block"]) for row in rows()]
    runs = [chapter for chapter, _ in groupby(stems)]
    assert runs == [chapter for chapter in in_order() if chapter in runs]
