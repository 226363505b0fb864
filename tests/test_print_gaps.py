"""Spaces before an element stand alone; nothing else is touched."""

from __future__ import annotations

from book._ext.print_gaps import set_gaps_apart
from book._ext.print_markup import parse


def apart(html: str) -> str:
    soup = parse(html)
    set_gaps_apart(soup)
    return str(soup)


def test_the_space_before_an_element_is_an_element() -> None:
    assert apart("<p>a word\n<b>x</b> more</p>") == "<p>a word<span> </span><b>x</b> more</p>"


def test_a_space_at_the_end_stays() -> None:
    assert apart("<p>a <b>x</b> end </p>") == "<p>a<span> </span><b>x</b> end </p>"


def test_code_stays_as_it_is() -> None:
    assert apart("<pre>a = <b>1</b></pre>") == "<pre>a = <b>1</b></pre>"
