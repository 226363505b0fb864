"""Where code may go on over the page: never between a prompt and its answer."""

from __future__ import annotations

from bs4 import BeautifulSoup

from book._ext.print_breaks import keep_together
from book._ext.print_markup import classes, parse


def kept(kind: str, text: str) -> BeautifulSoup:
    """Return a block of code after it was looked at; each prompt is a token, as Pygments has it."""
    marked = text.replace(">>> ", '<span class="gp">&gt;&gt;&gt; </span>')
    soup = parse(f'<div class="highlight-{kind}"><pre>{marked}</pre></div>')
    keep_together(soup)
    return soup


def pieces(soup: BeautifulSoup) -> list[str]:
    return [piece.get_text() for piece in soup.select(".piece")]


def example(number: int) -> str:
    return f">>> f({number})\n" + "".join(f"{line}\n" for line in range(number))


def test_a_session_is_cut_before_prompts_only() -> None:
    text = "".join(example(number) for number in (4, 5, 6))
    assert pieces(kept("pycon", text)) == [example(4), example(5), example(6)]


def test_no_piece_at_the_ends_is_a_scrap() -> None:
    text = "".join(example(number) for number in (1, 5, 4, 1))
    assert pieces(kept("pycon", text)) == [example(1) + example(5), example(4) + example(1)]


def test_a_listing_is_cut_where_it_has_a_gap() -> None:
    first = "def f():\n    a\n    b\n    c\n\n\n"
    second = "def g():\n    a\n    b\n    c\n"
    assert pieces(kept("python", first + second)) == [first, second]


def test_empty_lines_make_no_scrap_longer() -> None:
    scrap, body = "import a\nimport b\n\n\n", "def f():\n    a\n    b\n    c\n"
    assert pieces(kept("python", scrap + body)) == [scrap + body]


def test_nothing_is_lost_when_a_block_is_cut() -> None:
    text = "".join(example(number) for number in range(9))
    assert kept("pycon", text).get_text() == text


def test_short_blocks_stay_in_one_piece_and_long_ones_need_not() -> None:
    short, long = kept("text", "line\n" * 18).pre, kept("text", "line\n" * 19).pre
    assert short is not None
    assert long is not None
    assert "kept" in classes(short)
    assert "kept" not in classes(long)
