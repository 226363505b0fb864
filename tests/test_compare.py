"""Outputs are compared to the character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.compare import first_difference, surviving_mutation

OUTPUT = st.lists(
    st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=9)
)


def as_output(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


@given(OUTPUT)
def test_an_output_bears_out_itself(lines: list[str]) -> None:
    assert first_difference(as_output(lines), as_output(lines)) is None


@given(OUTPUT.filter(bool), st.data())
def test_one_changed_character_is_found_at_its_line(lines: list[str], data: st.DataObject) -> None:
    lines = [line.replace(".", ",") for line in lines]
    i = data.draw(st.integers(0, len(lines) - 1))
    j = data.draw(st.integers(0, len(lines[i]) - 1))
    changed = lines[i][:j] + ("!" if lines[i][j] != "!" else "?") + lines[i][j + 1 :]
    want = as_output([*lines[:i], changed, *lines[i + 1 :]])
    assert first_difference(want, as_output(lines)) == i


@pytest.mark.parametrize(
    ("want", "got", "line"),
    [
        ("", "1\n", 0),
        ("1\n", "", 0),
        ("1\n2\n", "1\n", 1),
        ("1\n", "1\n2\n", 0),
        ("True\n", "1\n", 0),
        ("1 2\n", "1  2\n", 0),
        ("a\n...\nc\n", "a\nb\nd\n", 2),
        ("a\n...\nc\n", "x\nb\nc\n", 0),
        ("a\n...\nm\n...\nc\n", "a\nb\nc\n", 2),
        ("a\n...\nc\n", "a\n", 2),
        ("a...\n", "ab\n", 0),
    ],
)
def test_a_difference_is_found_at_its_line(want: str, got: str, line: int) -> None:
    assert first_difference(want, got) == line


@pytest.mark.parametrize(
    ("want", "got"),
    [
        ("a\n  ...\nc\n", "a\nc\n"),
        ("a\n...\nc\n", "a\nb\nb\nc\n"),
        ("a\n...\nm\n...\n", "a\n1\nm\n2\n"),
        ("...\nc\n", "a\nc\n"),
    ],
)
def test_a_line_of_dots_stands_for_any_lines(want: str, got: str) -> None:
    assert first_difference(want, got) is None


@given(OUTPUT)
def test_no_mutation_of_an_exact_output_survives(lines: list[str]) -> None:
    lines = [line for line in lines if line != "..."]
    assert surviving_mutation(as_output(lines), as_output(lines)) is None


def test_a_promise_that_a_changed_one_would_keep_too_is_found() -> None:
    assert surviving_mutation("...\n-\n...\nend\n", "-\n~\nend\n") == "...\n~\n...\nend\n"


@pytest.mark.parametrize("separator", ["\f", "\v", "\r", "\x1c", "\x85", "\u2028"])
def test_a_line_ends_at_a_newline_and_at_nothing_else(separator: str) -> None:
    assert first_difference("a\n...\nc\n", f"a{separator}b\nc\n") == 0


@pytest.mark.parametrize(
    ("want", "got"), [("...\n", "a\n"), ("a\n...\n", "a\nb\n"), ("a\n", "a"), ("", "\n")]
)
def test_an_exact_promise_has_no_line_that_stands_for_others(want: str, got: str) -> None:
    assert first_difference(want, got, exact=True) is not None
    assert surviving_mutation(want, want, exact=True) is None
