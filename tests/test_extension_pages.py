"""Colours that can be read, words that can be found, and pages that describe themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pygments.style import Style
from pygments.token import STANDARD_TYPES

from book._ext.page import FONTS, breakable, font_files, mended
from book._ext.scripts import without_comments
from book._ext.style import Dark, Light
from book._ext.stylesheets import cut, without_unused_variables
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


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Include/internal/pycore_frame.h", "Include/ internal/ pycore_ frame.h"),
        ("_GeneratorContextManager.__exit__", "_GeneratorContextManager. __exit__"),
        ("Objects/genobject.c", "Objects/genobject.c"),
    ],
)
def test_a_word_of_code_that_fills_a_line_is_broken_between_its_parts(
    word: str, parts: str
) -> None:
    code = '<code><span class="pre">{}</span></code>'
    assert breakable(code.format(word)) == code.format(parts.replace(" ", "<wbr>"))


def ranked(book: SmallBook) -> dict[str, list[str]]:
    """Return the pages of each term, best first, as the browser will read them."""
    text = (book.build().output / "_static/terms.js").read_text()
    data = json.loads(text.removeprefix("var BookTerms = ").rstrip(";\n"))
    return {
        term: [data["pages"][number] for number in best] for term, best in data["terms"].items()
    }


def test_a_term_leads_to_the_page_that_says_most_about_it(tmp_path: Path) -> None:
    pages = {
        "alpha": "# Alpha\n\n`gi_frame`, `gi_frame`, {index}`f_lasti`, `yield from`.\n",
        "beta": "# The `gi_frame`\n\n`f_lasti` and `f_lasti`.\n",
        "gamma": "# Gamma\n\n`gi_frame`, {index}`!yield from`, `alone`.\n\n"
        "```{index} StopIteration; value, gi_frame; at the end\n```\n",
    }
    assert ranked(SmallBook(tmp_path).write(**pages)) == {
        "gi_frame": ["beta", "gamma", "alpha"],
        "f_lasti": ["alpha", "beta"],
        "yield from": ["gamma", "alpha"],
        "stopiteration": ["gamma"],
        "stopiteration.value": ["gamma"],
    }


def test_solutions_are_left_out_of_the_search(tmp_path: Path) -> None:
    pages = {"alpha": "# Alpha\n\n`send`\n", "solutions/alpha": "# Answers\n\n`send` spoils\n"}
    contents = "# Gamma\n\n```{toctree}\nsolutions/alpha\n```\n"
    built = SmallBook(tmp_path).write(gamma=contents, **pages).build()
    index = (built.output / "searchindex.js").read_text()
    assert '"send":' in index
    assert '"spoil":' not in index


def test_words_of_python_are_searched_for_though_english_has_them_for_noise(tmp_path: Path) -> None:
    page = "# Beta\n\nThe `yield from` for the caller.\n"
    built = SmallBook(tmp_path).write(beta=page).build()
    index = (built.output / "searchindex.js").read_text()
    assert '"from":' in index
    assert '"the":' not in index.lower()


SHEET = """\
/* all */
@font-face{font-family:"a;{b"}
body{--icon:url('data:image/svg+xml;a,b{');--dead:1;--read:2;color:var(--read)}
.used,.unused,p:not(.unused):is(h1,h2){color:red}
.used .unused{color:green}
@media print{.unused{color:blue}}
@media screen{.used\\:it{mask:var(--icon);--one:var(--two);--two:3}}
"""


def test_a_style_sheet_is_cut_to_what_pages_use() -> None:
    assert cut(SHEET, {"used", "used:it"}) == (
        '@font-face{font-family:"a;{b"}\n'
        "body{--icon:url('data:image/svg+xml;a,b{');--dead:1;--read:2;color:var(--read)}\n"
        ".used,p:not(.unused):is(h1,h2){color:red}\n"
        "@media screen{.used\\:it{mask:var(--icon);--one:var(--two);--two:3}\n}\n"
    )


def test_variables_that_nobody_reads_are_cut_with_what_only_they_read() -> None:
    sheet = "a{--one:var(--two);--two:3;--three:4;--four:5;color:var(--three)}"
    assert without_unused_variables(sheet, "b{color:var(--four)}") == (
        "a{--three:4;--four:5;color:var(--three)}\n"
    )


def test_scripts_are_sent_without_comments_and_otherwise_as_they_are() -> None:
    script = """\
/**
 * About. // it
 */
let a = "//";  // stays
// goes
  if (a) /* stays */ f();
"""
    assert without_comments(script) == 'let a = "//";  // stays\nif (a) /* stays */ f();\n'
