"""What no test of gentools runs has a reason, and no reason is for what one does run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import uncovered
from tests.covered import tell
from tests.uncovered import END, Missed, Reason, outdated, reasons, unexplained

SOURCE = """\
def first(items):
    for item in items:
        return item
    return None

def last(items):
    if not items:
        return None
    return items[-1]
"""
#: The lines that are meant below: each `return None`.
FIRST, LAST = 4, 8


@pytest.fixture(autouse=True)
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library of one module."""
    (tmp_path / "gentools").mkdir()
    (tmp_path / "gentools" / "some.py").write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(uncovered, "ROOT", tmp_path)
    uncovered.lines_of.cache_clear()


def reason(*lines: str, to: str | None = None) -> Reason:
    return Reason("some.py", lines, "nobody asks for it", to)


def missed(*lines: int) -> list[Missed]:
    return [Missed("some.py", line) for line in lines]


def test_a_statement_is_explained_by_its_text() -> None:
    assert unexplained(missed(FIRST), [reason("return None")]) == []
    assert unexplained(missed(FIRST), [reason("return items")]) == missed(FIRST)
    assert unexplained(missed(FIRST), [reason("return None", to=END)]) == missed(FIRST)


def test_lines_before_it_tell_it_from_others_with_the_same_text() -> None:
    exact = reason("if not items:", "return None")
    assert unexplained(missed(FIRST, LAST), [exact]) == missed(FIRST)


@pytest.mark.parametrize(("to", "number"), [("return None", FIRST), (END, -1)])
def test_a_branch_is_explained_by_the_texts_of_both_its_ends(to: str, number: int) -> None:
    branch = [Missed("some.py", 2, number)]
    assert unexplained(branch, [reason("for item in items:", to=to)]) == []
    assert unexplained(branch, [reason("for item in items:", to="return item")]) == branch
    assert unexplained(branch, [reason("for item in items:")]) == branch


def test_a_reason_for_what_is_run_by_now_is_out_of_date() -> None:
    told = reason("if not items:", "return None")
    assert outdated(missed(LAST), [told]) == []
    assert outdated([], [told]) == [told]


def test_a_reason_that_speaks_of_more_than_is_missed_is_out_of_date() -> None:
    told = reason("return None")
    assert outdated(missed(FIRST, LAST), [told]) == []
    assert outdated(missed(LAST), [told]) == [told]


def test_a_reason_for_what_is_gone_is_out_of_date() -> None:
    told = reason("return 5")
    assert outdated(missed(LAST), [told]) == [told]


def test_what_is_missed_is_told_with_its_place_and_its_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.covered.reasons", lambda: [reason("return 5", to=END)])
    assert not tell([*missed(LAST), Missed("some.py", 2, FIRST)])
    without, past = "without a reason in", "is run, or is gone, but has a reason in"
    assert capsys.readouterr().out.splitlines() == [
        f"{without} tests/uncovered.toml: gentools/some.py:8: return None",
        f"{without} tests/uncovered.toml: gentools/some.py:2: for item in items: -> return None",
        f"{past} tests/uncovered.toml: gentools/some.py: return 5 -> the end",
    ]


def test_all_is_well_if_each_has_a_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tests.covered.reasons", lambda: [reason("return None")])
    assert tell(missed(FIRST, LAST))
    assert capsys.readouterr().out == (
        "tests/uncovered.toml explains all 2 statements and branches that no test runs\n"
    )


def test_each_reason_is_for_lines_of_gentools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    uncovered.lines_of.cache_clear()
    assert [told for told in reasons() if not list(told.places())] == []
    assert [told for told in reasons() if not told.because.endswith(".")] == []
