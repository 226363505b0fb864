"""Each place in CPython that a chapter cites is there: the file, and the name in it."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
BOOK = TESTS.parent / "book"
SECTION = re.compile(r"^## Where it is in CPython\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
#: An item of a list, or a row of a table.
ITEM = re.compile(r"^[-|] (.*?)(?=^[-|] |^\S(?<![-|])|\Z)", re.MULTILINE | re.DOTALL)
#: A span of code; a heading of one of the documents, in quotes; and the end of what is cited.
PART = re.compile(r'`([^`]+)`|"([^"]+)"|(:)')
ASIDE = re.compile(r"\([^)]*\)")
FILE = re.compile(r"(?:Include|InternalDocs|Lib|Modules|Objects|Python)/[\w/]+\.(?:c|h|py|md)")
#: What can only be meant as a name in CPython's own source.
OF_THE_SOURCE = re.compile(r"_Py\w+|_?(?:gen|coro|async_gen|agen)_\w+|_[A-Z]+_[A-Z_]+")


def known() -> dict[str, set[str]]:
    """Return the names in each file, as they were read in copies of CPython's source."""
    found: dict[str, set[str]] = defaultdict(set)
    with (TESTS / "cpython_symbols.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["path"]].add(row["symbol"])
    return found


KNOWN = known()
ANYWHERE = frozenset[str]().union(*KNOWN.values())


def sections() -> dict[str, str]:
    """Return what each chapter says of the source."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(BOOK.glob("*.md"))}
    return {name: found[1] for name, text in texts.items() if (found := SECTION.search(text))}


def wrong_in(section: str) -> Iterator[str]:
    """Yield what is cited and is not there.

    An item names a file and what is cited of it, up to a colon. What it says then may name more.
    """
    for item in ITEM.findall(section):
        path, is_citing = "", False
        for code, heading, colon in PART.findall(ASIDE.sub("", item)):
            name = code or heading
            if FILE.fullmatch(name):
                path, is_citing = name, True
                if name not in KNOWN:
                    yield f"no such file: {name}"
            elif colon:
                is_citing = False
            elif is_citing and name not in KNOWN.get(path, ()):
                yield f"{path} has no {name}"
            elif OF_THE_SOURCE.fullmatch(name) and name not in ANYWHERE:
                yield f"no file has {name}"


@pytest.mark.parametrize(("chapter", "section"), sections().items(), ids=sections())
def test_what_a_chapter_cites_is_in_the_source_of_cpython(chapter: str, section: str) -> None:
    assert list(wrong_in(section)) == []
    assert list(ITEM.finditer(section)), f"{chapter} cites nothing"


def test_a_name_that_is_not_in_its_file_is_told() -> None:
    assert list(wrong_in("- `Objects/genobject.c`, `gen_bend`: bends.\n")) == [
        "Objects/genobject.c has no gen_bend"
    ]
    assert list(wrong_in("- `Objects/gone.c`, `gen_send`: sends.\n")) == [
        "no such file: Objects/gone.c",
        "Objects/gone.c has no gen_send",
    ]
    assert list(wrong_in("- `Objects/genobject.c`, `gen_send`: through `_PyGen_Bend`.\n")) == [
        "no file has _PyGen_Bend"
    ]
