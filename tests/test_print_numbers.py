"""The numbers of lines on paper: each is a picture that its line asks for."""

from __future__ import annotations

import re
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from book._ext.pdf import CODE_FONT
from book._ext.print_markup import classes, parse
from book._ext.print_numbers import number_lines, pictures
from book._ext.render import LINE
from tests.printed_books import SETTINGS
from tests.small_books import ROOT


def test_the_lines_of_each_block_are_counted_from_one() -> None:
    soup = parse(f"<pre>{LINE}a\n{LINE}b\n</pre><pre>{LINE}c\n</pre>")
    number_lines(soup)
    marks = [classes(mark)[-1] for mark in soup.select(".line-number")]
    assert marks == ["line-1", "line-2", "line-1"]


def test_a_number_is_drawn_digit_by_digit_up_to_the_longest_block() -> None:
    pages = [f"<pre>{LINE * 10}</pre><pre>{LINE * 3}</pre>", "<p></p>"]
    style = pictures(pages, ROOT / SETTINGS["book_fonts"] / CODE_FONT)
    found = dict(re.findall(r"\.line-(\d+)::before.*?svg\+xml,([^\"]+)", style))
    shapes = {number: ET.fromstring(unquote(svg)) for number, svg in found.items()}
    assert list(shapes) == [str(number) for number in range(1, 11)]
    outline = {number: [path.get("d") for path in shape] for number, shape in shapes.items()}
    assert outline["10"][0] == outline["1"][0]
    assert len({tuple(paths) for paths in outline.values()}) == 10
