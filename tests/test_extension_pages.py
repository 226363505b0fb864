"""Colours that can be read, words that can be found, and pages that describe themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pygments.style import Style
from pygments.token import STANDARD_TYPES

from book._ext.page import FONTS, font_files, mended
from book._ext.style import Dark, Light
from tests.small_books import ROOT, SmallBook

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2."""
    channels = [int(colour.lstrip("#")[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_what_wcag_says_it_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("style", [Light, Dark])
def test_every_colour_of_code_can_be_read_on_its_ground(style: type[Style]) -> None:
    for ground in (style.background_color, style.highlight_color):
        for token in STANDARD_TYPES:
            colour = style.style_for_token(token)["color"]
            assert colour, token
            assert contrast(colour, ground) >= 4.5, (token, colour, ground)


def test_the_fonts_of_the_style_sheet_are_the_ones_that_are_copied() -> None:
    sheet = (ROOT / "book/_static/book.css").read_text()
    named = {path.name for path in font_files(Path("fonts"))}
    assert named == {part.partition('"')[0] for part in sheet.split("fonts/")[1:]}
    assert len(named) == len(FONTS)


def test_long_code_can_be_scrolled_by_keyboard_and_short_code_is_no_stop() -> None:
    assert 'tabindex="0"' in mended(f"<pre>{'x' * 40}</pre>")
    assert "tabindex" not in mended("<pre>$ ls</pre>")


def terms(book: SmallBook) -> dict[str, dict[str, int]]:
    text = (book.build().output / "_static/terms.js").read_text()
    found: dict[str, dict[str, int]] = json.loads(
        text.removeprefix("var BookTerms = ").rstrip(";\n")
    )
    return found


def test_a_term_leads_to_the_page_that_says_most_about_it(tmp_path: Path) -> None:
    pages = {
        "alpha": "# Alpha\n\n`gi_frame`, `gi_frame` and `gi_frame`.\n",
        "beta": "# The `gi_frame`\n\nText.\n",
        "gamma": "# Gamma\n\n{index}`!yield from` and `yield from`, {index}`f_lasti`.\n",
    }
    found = terms(SmallBook(tmp_path).write(**pages))
    assert found["gi_frame"] == {"alpha": 3, "beta": 12}
    assert found["yield from"] == {"gamma": 101}
    assert found["f_lasti"] == {"gamma": 20}


def test_words_of_python_are_searched_for_though_english_has_them_for_noise(tmp_path: Path) -> None:
    built = SmallBook(tmp_path).write(beta="# Beta\n\nA `yield from` for the caller.\n").build()
    index = (built.output / "searchindex.js").read_text()
    assert '"from":' in index
    assert '"the":' not in index
