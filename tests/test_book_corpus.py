"""The outputs that the book promises are promised to the character."""

from __future__ import annotations

import random
import shutil
from functools import cache
from pathlib import Path

from snippets.blocks import Variant
from snippets.compare import ANY, first_difference
from snippets.corpus import ROOT, Corpus
from snippets.interpreters import this_interpreter
from snippets.sessions import Example, parse_session
from snippets.supervisor import Supervisor
from tests.corpora import snippets_command

VERSION = this_interpreter().version
PLACES = 100


@cache
def promised() -> list[tuple[Variant, Example, str]]:
    """Return each output of a session that this interpreter runs, with what was printed."""
    corpus = Corpus.load(ROOT)
    blocks = [block for block in corpus.blocks.values() if block.kind == "session"]
    outcomes = Supervisor(corpus, this_interpreter(), keep_outputs=True).run(blocks)
    return [
        (outcome.variant, example, got)
        for outcome in outcomes
        if not outcome.skipped
        for example, got in zip(
            parse_session(outcome.variant.text).examples, outcome.outputs, strict=True
        )
        if example.want
    ]


def test_no_changed_character_of_any_output_passes() -> None:
    for variant, example, got in promised():
        for place, character in enumerate(example.want):
            if character != "\n":
                changed = _changed(example.want, place)
                found = first_difference(changed, got)
                assert found is not None, f"{variant.path}:{example.end}: {changed!r} passes"


def test_a_changed_character_at_random_places_is_reported_at_its_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT, tmp_path / "corpus", ignore=shutil.ignore_patterns("*.py[co]", "__*"))
    choose = random.Random()  # other places each time
    exact = [item for item in promised() if ANY not in item[1].want]
    expected: set[str] = set()
    for variant, example, _ in choose.sample(exact, min(PLACES, len(exact))):
        place = choose.choice([i for i, c in enumerate(example.want) if c != "\n"])
        path = tmp_path / "corpus" / variant.path.relative_to(ROOT)
        line = _change_file(path, example, place)
        expected.add(f"{path.relative_to(tmp_path / 'corpus').as_posix()}:{line}:")
    said = snippets_command(folder=tmp_path / "corpus")
    reported = {line.split(" ")[0] for line in said.text.splitlines()}
    assert expected <= reported
    assert said.status == 1


def _change_file(path: Path, example: Example, place: int) -> int:
    """Change one character of an output in a file; return the line that it stands on."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    header = sum(line.startswith("#:") for line in lines)
    offset = example.want[:place].count("\n")
    column = place - (example.want.rfind("\n", 0, place) + 1)
    at = header + example.end - 1 + offset
    lines[at] = _changed(lines[at], column)
    path.write_text("".join(lines), encoding="utf-8")
    return at + 1


def _changed(text: str, place: int) -> str:
    return text[:place] + ("~" if text[place] != "~" else "-") + text[place + 1 :]
