"""How wide texts are, and texts that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools._views.columns import clip, head, pad, visible, width, wrap
from gentools._views.excerpt import WIDTH, cut, underlined


@pytest.mark.parametrize(
    ("columns", "text"), [(0, ""), (5, "naïve"), (4, "漢字"), (1, "e\u0301"), (2, "🐍")]
)
def test_wide_signs_take_two_columns_and_marks_none(columns: int, text: str) -> None:
    assert width(text) == columns


@given(st.text(), st.integers(1, 20))
def test_a_clipped_text_fits(text: str, columns: int) -> None:
    assert width(clip(text, columns)) <= columns
    assert width(head(text, columns)) <= columns
    assert width(pad(clip(text, columns), columns)) == columns


@given(st.text(st.characters(codec="utf-8", exclude_characters="\t"), max_size=20))
def test_a_text_that_fits_is_left_alone(text: str) -> None:
    assert clip(text, 80) == text


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])), st.integers(2, 20))
def test_a_wrapped_text_fits_and_loses_nothing_but_spaces(text: str, columns: int) -> None:
    lines = list(wrap(text, columns))
    assert all(width(line) <= columns for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.text())
def test_a_visible_text_can_be_printed_in_one_line(text: str) -> None:
    assert visible(text).isprintable()


def test_tabs_and_controls_are_made_visible() -> None:
    assert visible("\tx\x1b\x07") == "        x\\x1b\\x07"


def test_an_underline_stands_below_what_is_shown_of_tabs_and_wide_signs() -> None:
    line = "\tnäme = '漢' + (yield)"
    column = len(line[: line.index("yield")].encode())
    assert list(underlined([line], 7, (7, 7, column, column + 5))) == [
        "7 | näme = '漢' + (yield)",
        "  |                ^^^^^",
    ]


def test_an_expression_of_several_lines_is_underlined_in_each() -> None:
    lines = ["    x = (yield", "", "         from  ", "    y)"]
    assert list(underlined(lines, 9, (9, 12, 9, 5))) == [
        " 9 | x = (yield",
        "   |      ^^^^^",
        "10 |",
        "11 |      from",
        "   |      ^^^^",
        "12 | y)",
        "   | ^",
    ]


def test_lines_before_and_after_an_expression_are_not_underlined() -> None:
    assert list(underlined(["a", "b", "c"], 1, (2, 2, 0, 1))) == [
        "1 | a",
        "2 | b",
        "  | ^",
        "3 | c",
    ]


def test_a_long_expression_is_cut() -> None:
    lines = [f"x{number}" for number in range(10)]
    shown = list(underlined(lines, 1, None))
    assert len(shown) == 7
    assert shown[-1] == "  | ..."


def test_a_long_line_is_cut_with_a_mark_and_its_underline_with_it() -> None:
    line = f"    got = yield {'x' * 200}"
    text, below = underlined([line], 7, (7, 7, 10, len(line)))
    assert text == f"7 | got = yield {'x' * (WIDTH - 13)}…"
    assert below == f"  |       {'^' * (WIDTH - 6)}"


def test_a_line_is_cut_at_its_beginning_if_the_expression_would_not_be_seen() -> None:
    line = f"    print({'x' * 200}, (yield 1), {'y' * 200})"
    begin = line.index("yield")
    text, below = underlined([line], 7, (7, 7, begin, begin + 7))
    assert text[4:].startswith("…xxx") and text.endswith("yyy…")
    assert len(text[4:]) == WIDTH
    assert text[below.index("^") : below.index("^") + below.count("^")] == "yield 1"


def test_the_mark_at_the_end_does_not_take_the_place_of_the_expression() -> None:
    shown, left, right = cut("x" * 39 + "y" + "zz", 1, (1, 1, 39, 40), 0, 40, "…")
    assert shown[left:right] == "y"


def test_a_line_that_is_not_too_long_is_not_cut() -> None:
    line = "x" * WIDTH
    assert next(underlined([f"  {line}"], 1, (1, 1, WIDTH, WIDTH + 2))) == f"1 | {line}"
    assert next(underlined([f"{line}x"], 1, None, "...")) == f"1 | {line[:-3]}..."


@given(
    st.text(st.characters(codec="utf-8"), max_size=60),
    st.text(st.sampled_from("ab漢"), min_size=1, max_size=9),
    st.text(max_size=60),
    st.integers(40, 80),
)
def test_the_expression_is_seen_however_the_line_is_cut(
    before: str, within: str, after: str, columns: int
) -> None:
    begin = len(before.encode())
    span = (1, 1, begin, begin + len(within.encode()))
    shown, left, right = cut(before + within + after, 1, span, 0, columns, "…")
    assert width(shown) <= columns
    seen = shown[len(head(shown, left)) :]
    assert right - left == width(within)
    assert seen.startswith(within)
