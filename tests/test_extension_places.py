"""What the chapters cite of CPython's source stands together on a page of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_books import ALPHA, LISTING, SmallBook

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

CITING = """
## Where it is in CPython

- `Objects/genobject.c`, `gen_send` and `gen_close`: both go through `gen_send_ex2`.
- `Python/frame.c` (up to 3.10 `frameobject.c`), `take_ownership`; `InternalDocs/frames.md`,
  "Allocation": read it.
"""
BETA = """\
# Beta

## Where it is in CPython

- `Objects/genobject.c`, `gen_send`: sends.
"""
GAMMA = """\
# Places

```{places}
```
"""


@pytest.fixture
def book(tmp_path: Path) -> SmallBook:
    return SmallBook(tmp_path).corpus(LISTING).write(alpha=ALPHA + CITING, beta=BETA, gamma=GAMMA)


def listed(book: SmallBook) -> list[str]:
    page = book.build().page("gamma")
    return [" ".join(item.get_text().split()) for item in page.select(".places :is(dt, li)")]


def test_the_places_stand_file_by_file_with_the_chapters_that_cite_them(book: SmallBook) -> None:
    assert listed(book) == [
        "InternalDocs/frames.md",
        "\u201cAllocation\u201d \u2013 Alpha",
        "Objects/genobject.c",
        "gen_close \u2013 Alpha",
        "gen_send \u2013 Alpha, Beta",
        "Python/frame.c",
        "take_ownership \u2013 Alpha",
    ]


def test_a_change_of_a_chapter_is_seen_there_at_the_next_build(book: SmallBook) -> None:
    listed(book)
    book.write(beta=BETA.replace("gen_send", "gen_close"))
    assert "gen_close \u2013 Alpha, Beta" in listed(book)
