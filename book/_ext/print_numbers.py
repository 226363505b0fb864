"""The numbers of lines on paper: pictures, so that nobody copies them or hears them read out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from bs4 import BeautifulSoup

from book._ext.print_markup import add_class
from book._ext.render import LINE

#: The digits of Source Code Pro, in thousandths of its size.
_WIDTH, _HEIGHT, _ABOVE = 600, 684, 672

_COLOUR = "#555"


def number_lines(soup: BeautifulSoup) -> None:
    """Say at the mark of each line which one it is."""
    for pre in soup.find_all("pre"):
        for number, mark in enumerate(pre.select(".line-number"), start=1):
            add_class(mark, f"line-{number}")


def pictures(pages: Iterable[str], font: Path) -> str:
    """Return the style sheet with the numbers that the listings of `pages` need."""
    last = max((block.count(LINE) for page in pages for block in page.split("</pre>")), default=0)
    return "".join(_rules(last, _outlines(font)))


def _rules(last: int, outlines: dict[str, str]) -> Iterator[str]:
    for number in range(1, last + 1):
        digits = [outlines[digit] for digit in str(number)]
        address = f"data:image/svg+xml,{quote(_svg(digits))}"
        yield f'.line-{number}::before{{content:url("{address}")}}\n'


def _svg(digits: list[str]) -> str:
    paths = "".join(
        f'<path transform="translate({place * _WIDTH} {_ABOVE}) scale(1 -1)" d="{digit}"/>'
        for place, digit in enumerate(digits)
    )
    width = len(digits) * _WIDTH
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {_HEIGHT}"'
        f' width="{width / 1000}em" height="{_HEIGHT / 1000}em" fill="{_COLOUR}">{paths}</svg>'
    )


def _outlines(font: Path) -> dict[str, str]:
    """Return the shape of each digit."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.ttLib import TTFont

    with TTFont(font) as face:
        names, glyphs = face.getBestCmap(), face.getGlyphSet()
        found = {}
        for digit in "0123456789":
            pen = SVGPathPen(glyphs, ntos=lambda length: f"{length:.0f}")
            glyphs[names[ord(digit)]].draw(pen)
            found[digit] = pen.getCommands()
    return found
