"""Blocks whose outputs the reader predicts: what is asked, and what stands in print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import Tag

from book._ext.predictions import Asked, PredictionError, asked, print_of
from snippets.blocks import Block, Variant
from snippets.needs import Needs
from tests.small_books import Built, SmallBook

SESSION = """\
>>> first = [1, 2]
>>> first
[1, 2]
>>> for item in first:
...     print(item)
...
1
2
>>> first[2]
Traceback (most recent call last):
  ...
IndexError: list index out of range
"""

# A transform of MyST's asks Sphinx for what will have another name in Sphinx 11.
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


def page(name: str, *options: str) -> str:
    lines = (f"```{{snippet}} {name}", ":caption: It prints", *options, "```")
    return "# Alpha\n\n" + "\n".join(lines) + "\n"


def built(folder: Path, files: dict[str, str], text: str, builder: str = "html") -> Built:
    return SmallBook(folder).corpus(files).write(alpha=text).build(builder)


def session(folder: Path, option: str = ":predict:", text: str = SESSION) -> Built:
    return built(folder, {"alpha/items.pycon": text}, page("items", option))


def guesses(figure: Tag) -> list[tuple[str, str]]:
    return [(str(item["data-prompt"]), item.get_text()) for item in figure.select(".guess")]


def test_each_prompt_that_prints_is_asked_for(tmp_path: Path) -> None:
    book = session(tmp_path)
    assert book.warnings == []
    assert guesses(book.figure("alpha", "alpha/items")) == [
        ("2", "[1, 2]\n"),
        ("3", "1\n2\n"),
        ("4", "Traceback (most recent call last):\n  ...\nIndexError: list index out of range\n"),
    ]


def test_some_prompts_are_asked_for_by_their_numbers(tmp_path: Path) -> None:
    figure = session(tmp_path, ":predict: 4, 2").figure("alpha", "alpha/items")
    assert [number for number, _ in guesses(figure)] == ["2", "4"]


def test_the_code_reads_as_it_would_if_nothing_were_asked(tmp_path: Path) -> None:
    pre = session(tmp_path).figure("alpha", "alpha/items").find("pre")
    assert isinstance(pre, Tag)
    assert pre.get_text() == SESSION


def test_an_emphasized_line_may_be_asked_for(tmp_path: Path) -> None:
    text = page("items", ":predict:", ":emphasize: 3,6-8")
    figure = built(tmp_path, {"alpha/items.pycon": SESSION}, text).figure("alpha", "alpha/items")
    assert [text for _, text in guesses(figure)][:2] == ["[1, 2]\n", "1\n2\n"]
    assert [item.get_text() for item in figure.select(".guess .hll")] == ["[1, 2]\n", "1\n", "2\n"]


LISTING = {"alpha/one.py": "print(1)\n", "alpha/one.out": "1\n"}


def test_a_listing_is_asked_for_its_output(tmp_path: Path) -> None:
    figure = built(tmp_path, LISTING, page("one", ":predict:")).figure("alpha", "alpha/one")
    (guess,) = figure.select(".guess")
    assert guess["data-prompt"] == "0"
    assert [box.get_text(" ", strip=True) for box in guess.select(".snippet-output")] == [
        "Output 1"
    ]


def test_of_versions_the_one_that_is_shown_first_is_asked_for(tmp_path: Path) -> None:
    files = {"alpha/f.pycon": ">>> f()\n1\n", "alpha/f.3.13.pycon": ">>> f()\n2\n"}
    note = "\n:::{version-note} 3.13\n:blocks: f\nIt is new.\n:::\n"
    figure = built(tmp_path, files, page("f", ":predict:") + note).figure("alpha", "alpha/f")
    assert [item.get_text() for item in figure.select('[data-pane="0"] .guess')] == ["2\n"]
    assert figure.select('[data-pane="1"] .guess') == []


def block(text: str, output: str = "", kind: str = "session") -> Block:
    variant = Variant(None, Path("items"), text, output)
    return Block("alpha", "items", kind, Path("items"), 0, Needs(), (variant,))


def of(block: Block, spec: str) -> list[Asked]:
    return asked(block, block.variants[0], spec)


def test_what_is_asked_has_a_print_that_changes_with_it() -> None:
    items, other = block(SESSION), block(SESSION.replace("[1, 2]", "[1, 3]"))
    prints = [
        print_of(item.variants[0], of(item, spec))
        for item, spec in ((items, ""), (items, "4, 3, 2"), (items, "2,3"), (other, ""))
    ]
    assert prints[0] == prints[1]
    assert len(set(prints)) == 3


@pytest.mark.parametrize("builder", ["singlehtml", "epub"])
def test_in_print_the_output_simply_stands_there(tmp_path: Path, builder: str) -> None:
    book = built(tmp_path, {"alpha/items.pycon": SESSION}, page("items", ":predict:"), builder)
    found = [path.read_text("utf-8") for path in book.output.rglob("*html")]
    assert any("IndexError" in text for text in found)
    assert not any("guess" in text or "data-predict" in text for text in found)


def test_what_can_t_be_asked_for_is_said_with_its_place(tmp_path: Path) -> None:
    (warning,) = session(tmp_path, ":predict: 2,5").warnings
    assert warning == (
        "book/alpha.md:3: WARNING: ':predict: 2,5': "
        "there is no prompt 5: the block has the prompts 1 to 4 [book]"
    )


@pytest.mark.parametrize(
    ("item", "spec", "said"),
    [
        (block(SESSION), "1", "prompt 1 prints nothing; those that print are 2, 3, 4"),
        (block(SESSION), "0", "there is no prompt 0: the block has the prompts 1 to 4"),
        (block(SESSION), "two", "'two' is no number; write the numbers of prompts"),
        (block(">>> f()\n"), "", "no prompt of this block prints anything; take the option away"),
        (block(">>> f\n<f at 0x1>\n"), "", "what prompt 1 prints contains an address"),
        (block(">>> f()\n1\n...\n3\n"), "", "what prompt 1 prints has lines left out"),
        (
            block("f()\n", "1\n", "listing"),
            "1",
            "a listing has no prompts; write ':predict:' alone",
        ),
        (block("f()\n", "", "listing"), "", "this listing prints nothing; take the option away"),
        (block("f()\n", "<f at 0x1>\n", "listing"), "", "the output contains an address"),
    ],
)
def test_nobody_is_asked_for_what_can_t_be_known(item: Block, spec: str, said: str) -> None:
    with pytest.raises(PredictionError, match=re.escape(said)):
        of(item, spec)
