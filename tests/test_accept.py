"""Outputs are accepted as variants, and nothing is lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.accept import accept_all
from snippets.blocks import Variant
from snippets.corpus import Corpus
from snippets.outcomes import Difference, Outcome
from snippets.problems import Problem
from snippets.versions import SUPPORTED, Version
from tests.corpora import snippets_command, write_corpus


def pretend(folder: Path, version: Version, printed: str) -> None:
    """Accept that the only prompt of the only block printed `printed` on `version`."""
    (block,) = Corpus.load(folder).blocks.values()
    variant = block.variant_for(version)
    want = _promise(variant)
    if want != printed:
        problem = Problem(variant.path, 2, "differs")
        difference = Difference("differs", problem, 1, want, printed)
        accept_all([Outcome(block, variant, None, None, (difference,), (printed,))], version)


def _promise(variant: Variant) -> str:
    return variant.text.partition("\n")[2]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "c").iterdir())


def promises(folder: Path) -> list[str]:
    (block,) = Corpus.load(folder).blocks.values()
    return [_promise(block.variant_for(version)) for version in SUPPORTED]


@given(st.lists(st.sampled_from(["1\n", "2\n", "3\n"]), min_size=5, max_size=5), st.data())
def test_accepting_on_each_version_promises_what_each_printed(
    tmp_path_factory: pytest.TempPathFactory, printed: list[str], data: st.DataObject
) -> None:
    folder = write_corpus(tmp_path_factory.mktemp("corpus"), {"c/a.pycon": "#: native\n>>> x\n"})
    before = data.draw(st.lists(st.sampled_from(["1\n", "2\n"]), min_size=5, max_size=5))
    for outputs in (before, printed):
        for version, output in zip(SUPPORTED, outputs, strict=True):
            pretend(folder, version, output)
    assert promises(folder) == printed
    assert (folder / "c/a.pycon").read_text().startswith("#: native\n")
    changes = sum(one != other for one, other in pairwise(printed))
    assert len(names(folder)) == 1 + changes
    once = {path: path.read_text() for path in (folder / "c").iterdir()}
    for version, output in zip(SUPPORTED, printed, strict=True):
        pretend(folder, version, output)
    assert {path: path.read_text() for path in (folder / "c").iterdir()} == once


def test_accept_fills_in_a_new_session_and_shows_a_diff(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"c/a.pycon": ">>> 1 + 1\n>>> print()\n"})
    said = snippets_command("--accept", folder=tmp_path)
    assert (tmp_path / "c/a.pycon").read_text() == ">>> 1 + 1\n2\n>>> print()\n<BLANKLINE>\n"
    assert "+2" in said.text and said.status == 0
    again = snippets_command("--accept", folder=tmp_path)
    assert "+2" not in again.text and again.status == 0
    assert snippets_command(folder=tmp_path).status == 0


def test_accept_leaves_an_abbreviated_output_that_holds(tmp_path: Path) -> None:
    text = ">>> [][1]\nTraceback (most recent call last):\n  ...\n"
    text += "IndexError: list index out of range\n"
    write_corpus(tmp_path, {"c/a.pycon": text + ">>> 2\n"})
    snippets_command("--accept", folder=tmp_path)
    assert (tmp_path / "c/a.pycon").read_text() == text + ">>> 2\n2\n"


def test_accept_writes_the_output_of_a_listing_beside_it(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"c/a.py": "print(1)\nprint()\nprint(2)\n"})
    snippets_command("--accept", folder=tmp_path)
    assert (tmp_path / "c/a.out").read_text() == "1\n\n2\n"
    (tmp_path / "c/a.py").write_text("x = 1\n")
    snippets_command("--accept", folder=tmp_path)
    assert names(tmp_path) == ["a.py"]


def test_accept_keeps_the_output_of_a_listing_as_it_is(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"c/a.py": "print('<BLANKLINE>')\nprint('...', end='')\n"})
    snippets_command("--accept", folder=tmp_path)
    assert (tmp_path / "c/a.out").read_text() == "<BLANKLINE>\n..."
    assert snippets_command(folder=tmp_path).status == 0


def test_an_output_that_can_not_be_seen_is_not_accepted(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"c/a.py": "print('\\x1b[1m')\n"})
    said = snippets_command("--accept", folder=tmp_path)
    assert "c/a.py:1: its output can't be kept: the character U+001B" in said.text
    assert said.status == 1 and names(tmp_path) == ["a.py"]


@pytest.mark.parametrize(
    "text", [">>> print('>>> 1')\n", ">>> print('...')\n", ">>> while True:\n...     pass\n...\n"]
)
def test_what_can_not_be_accepted_is_told_and_nothing_is_written(tmp_path: Path, text: str) -> None:
    write_corpus(tmp_path, {"c/a.pycon": text})
    said = snippets_command("--accept", "--timeout", "1", folder=tmp_path)
    assert said.status == 1
    assert "c/a.pycon:1: " in said.text
    assert (tmp_path / "c/a.pycon").read_text() == text and names(tmp_path) == ["a.pycon"]


def test_accept_refuses_where_ci_is_set(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"c/a.pycon": ">>> 1\n"})
    said = snippets_command("--accept", folder=tmp_path, CI="true")
    assert said.status == 1 and "CI is set" in said.text
    assert (tmp_path / "c/a.pycon").read_text() == ">>> 1\n"
