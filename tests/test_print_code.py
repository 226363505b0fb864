"""Long lines on paper: each piece fits, and together they are the line."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from book._ext.pdf import PRINT
from book._ext.print_code import (
    COLUMNS,
    LOOKS_OTHER,
    breaks,
    forget_plain_tokens,
    keep_words,
    say_where_words_break,
    wrap_code,
)
from book._ext.print_markup import classes, parse
from book._ext.render import GUTTER, LINE

LINES = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=300)


def pieces(line: str) -> list[str]:
    return [line[start:end] for start, end in pairwise([0, *breaks(line), len(line)])]


@given(LINES)
def test_the_pieces_of_a_line_fit_and_are_the_line(line: str) -> None:
    first, *others = pieces(line)
    assert len(first) <= COLUMNS
    assert all(0 < len(piece) <= COLUMNS - 3 for piece in others)
    assert first + "".join(others) == line


def test_a_line_that_fits_stays_whole() -> None:
    assert breaks("x" * COLUMNS) == []


def test_a_line_goes_on_at_a_gap_near_the_edge() -> None:
    first, second = pieces("f(" + "a, " * 30 + ")")
    assert first.endswith("a, ")
    assert second.startswith("a, ")


def test_a_line_without_a_gap_is_cut_at_the_edge() -> None:
    assert pieces("x" * (COLUMNS + 1)) == ["x" * COLUMNS, "x"]


def test_the_mark_stands_where_a_line_goes_on_also_inside_a_token() -> None:
    soup = parse(f'<pre><span class="s2">{"x" * COLUMNS}yy</span>\nshort\n</pre>')
    wrap_code(soup)
    mark = '<span class="goes-on"></span>'
    assert str(soup) == (f'<pre><span class="s2">{"x" * COLUMNS}{mark}yy</span>\nshort\n</pre>')


def test_the_number_of_a_line_takes_from_its_room() -> None:
    soup = parse(
        f"<pre>{LINE}{'x' * (COLUMNS - GUTTER)}\n{LINE}{'x' * (COLUMNS - GUTTER)}y\n</pre>"
    )
    wrap_code(soup)
    (mark,) = soup.select(".goes-on")
    assert str(mark.next_sibling) == "y\n"


def test_the_tokens_that_are_kept_are_those_of_the_style_sheet() -> None:
    tokens = (PRINT / "code.css").read_text("utf-8").partition("/* Tokens */")[2]
    assert {*re.findall(r"\.(\w+)(?=[ ,])", tokens), "hll"} == LOOKS_OTHER


def test_tokens_that_look_like_other_text_are_dropped_and_the_text_stays() -> None:
    soup = parse(
        '<pre><span class="n">f</span><span class="p">(</span><span class="k">if</span></pre>'
    )
    forget_plain_tokens(soup)
    assert str(soup) == '<pre>f(<span class="k">if</span></pre>'


def test_a_word_of_code_in_a_sentence_stays_whole_unless_it_is_long() -> None:
    soup = parse(f'<code><span class="pre">-x</span> <span class="pre">{"y" * 31}</span></code>')
    keep_words(soup)
    assert [classes(word) for word in soup.select(".pre")] == [["pre", "whole"], ["pre"]]


def test_in_a_panel_only_what_is_short_enough_for_it_stays_on_one_line() -> None:
    short, long = "GeneratorExit()", "print(next(value))"
    soup = parse(f'<p class="fm-sentence"><code>{short}</code> <code>{long}</code></p>')
    keep_words(soup)
    assert [classes(word) for word in soup.select("code")] == [["whole"], []]


def test_where_a_word_may_break_stands_a_character_of_no_width() -> None:
    soup = parse("<code>chain.<wbr/>throw(<wbr/>error)</code>")
    say_where_words_break(soup)
    assert [str(text) for text in soup.find_all(string=True)] == ["chain.\u200bthrow(\u200berror)"]
