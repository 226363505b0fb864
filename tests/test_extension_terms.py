"""Terms lead from the chapters to the glossary."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_books import LISTING, SmallBook

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

GOALS = """\
# Alpha

:::{admonition} At the end
:class: goals
- what a frame is
:::

"""
BLOCK = "\n```{snippet} maker\n:caption: Makes a frame\n```\n"
GLOSSARY = """\
# Glossary

```{glossary}
frame
  One execution.

frame object
  What shows it.

running
  Said of it.
```
"""


def links(folder: Path, text: str, head: str = GOALS) -> list[str]:
    built = SmallBook(folder).corpus(LISTING).write(alpha=head + text + BLOCK, gamma=GLOSSARY)
    page = built.build().page("alpha")
    return [f"{link.get_text()} {link['href']}" for link in page.select("a.term-link")]


def test_the_first_use_of_a_term_in_the_text_of_a_chapter_leads_to_the_glossary(
    tmp_path: Path,
) -> None:
    text = "Two frames, and another frame. A `frame`.\n"
    assert links(tmp_path, text) == ["frames gamma.html#term-frame"]


def test_a_part_of_a_longer_term_is_not_taken_for_a_term(tmp_path: Path) -> None:
    text = "A frame object is no reframe; another frame object, and its frame.\n"
    assert links(tmp_path, text) == [
        "frame object gamma.html#term-frame-object",
        "frame gamma.html#term-frame",
    ]


def test_a_common_word_is_a_term_only_where_it_is_set_off(tmp_path: Path) -> None:
    assert links(tmp_path, "While running, it is *running*, that is running.\n") == [
        "running gamma.html#term-running"
    ]


def test_a_page_that_is_no_chapter_has_no_such_links(tmp_path: Path) -> None:
    assert links(tmp_path, "A frame.\n", head="# Alpha\n\n") == []
