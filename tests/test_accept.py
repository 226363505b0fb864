"""Outputs are accepted as variants, and nothing is lost."""

from __future__ import annotations

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.accept import accept_all
from snippets.blocks import Variant
from snippets.corpus import Corpus
from snippets.interpreters import this_interpreter
from snippets.outcomes import Difference, Outcome
from snippets.problems import Problem
from snippets.versions import SUPPORTED, Version, show_version
from tests.corpora import snippets_command, write_corpus


def pretend(folder: Path, version: Version, printed: str) -> None:
    """Accept that the only prompt of the only block printed `printed` on `version`."""
    (block,) = Corpus.load(folder).blocks.values()
    variant = block.variant_for(version)
    want = _promise(variant)
    if want != printed:
        problem = Problem(variant.path, 2, "differs")
        difference = Difference("differs", problem, 1, want, printed)
        outcome = Outcome(block, variant, None, None, (difference,), (printed,))
        accept_all([outcome], version, first=version == SUPPORTED[0])


def _promise(variant: Variant) -> str:
    if not variant.text.startswith(">>>"):
        return variant.output
    return variant.text.partition("\n")[2]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "c").iterdir())


def own(name: str) -> str:
    """Return the file for `name` that accepting on the version that runs the tests writes."""
    version = this_interpreter().version
    stem, _, ending = name.rpartition(".")
    return name if version == SUPPORTED[0] else f"{stem}.{show_version(version)}.{ending}"


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
    assert (tmp_path / own("c/a.pycon")).read_text() == text + ">>> 2\n2\n"


def test_accept_writes_the_output_of_a_listing_beside_it(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"c/a.py": "print(1)\nprint()\nprint(2)\n"})
    snippets_command("--accept", folder=tmp_path)
    assert (tmp_path / "c/a.out").read_text() == "1\n\n2\n"
    (tmp_path / "c/a.py").write_text("x = 1\n")
    snippets_command("--accept", folder=tmp_path)
    oldest = own("a.out") == "a.out"
    assert names(tmp_path) == (["a.py"] if oldest else [own("a.out"), "a.out", "a.py"])
    assert snippets_command(folder=tmp_path).status == 0


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


@pytest.mark.parametrize(
    ("text", "ending"), [("print(x)\n", "py"), (">>> print(x, end='')\n", "pycon")]
)
@given(printed=st.lists(st.sampled_from(["", "1\n", "2\n"]), min_size=5, max_size=5))
def test_what_prints_nothing_on_some_versions_is_accepted_once(
    tmp_path_factory: pytest.TempPathFactory, text: str, ending: str, printed: list[str]
) -> None:
    folder = write_corpus(tmp_path_factory.mktemp("corpus"), {f"c/a.{ending}": text})

    def accept_everywhere() -> dict[Path, str]:
        for version, output in zip(SUPPORTED, printed, strict=True):
            pretend(folder, version, output)
        return {path: path.read_text() for path in (folder / "c").iterdir()}

    once = accept_everywhere()
    assert promises(folder) == printed
    assert accept_everywhere() == once


def test_one_block_that_can_not_be_accepted_does_not_hold_up_the_rest(tmp_path: Path) -> None:
    files = {
        "c/a.pycon": ">>> print('>>> 1')\n",
        "c/b.pycon": ">>> x = 1\n",
        "c/c.pycon": ">>> 2\n",
    }
    said = snippets_command("--accept", folder=write_corpus(tmp_path, files))
    assert said.status == 1
    assert "c/a.pycon:1: " in said.text
    assert "c/b.pycon:1: this session asserts nothing" in said.text
    assert (tmp_path / "c/c.pycon").read_text() == ">>> 2\n2\n"


def test_a_printed_line_of_dots_is_not_accepted_as_one_that_stands_for_others(
    tmp_path: Path,
) -> None:
    text = ">>> print('a', '...', 'b', sep='\\n')\n"
    write_corpus(tmp_path, {"c/a.pycon": text})
    said = snippets_command("--accept", folder=tmp_path)
    assert said.status == 1 and "c/a.pycon:1: its output has a line '...'" in said.text
    assert (tmp_path / "c/a.pycon").read_text() == text


def test_what_is_edited_while_it_runs_is_not_overwritten(tmp_path: Path) -> None:
    edit = f"open({str(tmp_path / 'c/a.pycon')!r}, 'a').write('>>> 2\\n2\\n')"
    text = f">>> n = {edit}\n>>> 1\n"
    write_corpus(tmp_path, {"c/a.pycon": text})
    said = snippets_command("--accept", folder=tmp_path)
    assert said.status == 1 and "c/a.pycon:1: this was changed while it was run" in said.text
    assert (tmp_path / "c/a.pycon").read_text() == text + ">>> 2\n2\n"


def test_a_read_only_file_is_left_alone_and_the_mode_of_others_is_kept(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"c/a.pycon": ">>> 1\n", "c/b.pycon": ">>> 2\n"})
    (tmp_path / "c/a.pycon").chmod(0o444)
    (tmp_path / "c/b.pycon").chmod(0o600)
    said = snippets_command("--accept", folder=tmp_path)
    assert said.status == 1 and "c/a.pycon:1: this can't be written: it is read-only" in said.text
    assert (tmp_path / "c/a.pycon").read_text() == ">>> 1\n"
    assert (tmp_path / "c/b.pycon").read_text() == ">>> 2\n2\n"
    if os.name == "posix":
        assert (tmp_path / "c/b.pycon").stat().st_mode & 0o777 == 0o600


def test_a_last_newline_is_accepted_as_any_character(tmp_path: Path) -> None:
    write_corpus(tmp_path, {"c/a.py": "print(1, end='')\n", "c/a.out": "1\n"})
    said = snippets_command("--accept", folder=tmp_path)
    assert "+\\ no newline at the end" in said.text
    assert (tmp_path / own("c/a.out")).read_text() == "1"
