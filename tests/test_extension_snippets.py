"""A block of the corpus on a page: caption, file, what it continues, its output, its versions."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bs4 import Tag

from book._ext import versions
from book._ext.snippet import line_numbers, mapped
from tests.small_books import ALPHA, LISTING, SmallBook, one_listing

SESSION = ">>> 1 + 1\n2\n"
CHANGED = {
    "alpha/sum.pycon": ">>> f()\n'old'\n",
    "alpha/sum.3.13.pycon": ">>> f()\n'new'\n",
    "alpha/sum.3.15.pycon": ">>> f()\n'newest'\n",
}
TWO_NOTES = """\
# Alpha

```{snippet} sum
:caption: A sum
```

:::{version-note} 3.13
:blocks: sum
It is new.
:::

:::{version-note} 3.15
:blocks: sum
It is newest.
:::
"""


# A transform of MyST's asks Sphinx for what will have another name in Sphinx 11.
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


@pytest.fixture
def changing(tmp_path: Path) -> SmallBook:
    """A book with a block that prints three things on five versions."""
    return SmallBook(tmp_path).corpus(CHANGED).write(alpha=TWO_NOTES)


def text(tag: Tag | None) -> str:
    assert tag is not None
    return " ".join(tag.get_text().split())


def test_a_listing_has_its_number_its_caption_and_its_code(tmp_path: Path) -> None:
    built = one_listing(tmp_path).build()
    figure = built.figure("alpha", "alpha/maker")
    assert built.warnings == []
    assert text(figure.find(class_="caption-number")) == "Listing 1.1"
    assert text(figure.find(class_="caption-text")) == "Makes 1"
    assert figure.find("pre").get_text() == LISTING["alpha/maker.py"]  # type: ignore[union-attr]


def test_a_listing_shows_its_output_under_its_code(tmp_path: Path) -> None:
    figure = one_listing(tmp_path).build().figure("alpha", "alpha/maker")
    output = figure.find(class_="snippet-output")
    assert text(output) == "Output [1]"


def test_a_listing_links_to_its_file_which_is_there(tmp_path: Path) -> None:
    built = one_listing(tmp_path).build()
    link = built.figure("alpha", "alpha/maker").find("a", class_="snippet-file")
    assert isinstance(link, Tag)
    assert text(link) == "maker.py"
    copied = built.output / str(link["href"])
    assert copied.read_text() == LISTING["alpha/maker.py"]


def test_a_printed_listing_names_its_path_and_has_no_tabs(changing: SmallBook) -> None:
    built = changing.build("singlehtml")
    figure = built.page("index").find("figure", class_="snippet")
    assert isinstance(figure, Tag)
    assert text(figure.find(class_="snippet-file")) == "snippets/alpha/sum.pycon"
    assert figure.find("input") is None
    assert figure.find("a", class_="snippet-file") is None
    names = [text(name) for name in figure.find_all(class_="version-name")]
    assert names == ["Python 3.13, 3.14", "Python 3.15", "Python 3.11, 3.12"]


def test_a_block_says_what_it_continues_and_links_there(tmp_path: Path) -> None:
    book = one_listing(tmp_path).corpus(
        {"alpha/use.pycon": "#: after maker\n>>> list(maker())\n[1]\n"}
    )
    built = book.write(alpha=f"{ALPHA}\n```{{snippet}} use\n:caption: Uses it\n```\n").build()
    about = built.figure("alpha", "alpha/use").find(class_="snippet-after")
    assert built.warnings == []
    assert text(about) == "continues Listing 1.1"
    assert about.find("a")["href"] == "#alpha-maker"  # type: ignore[union-attr, index]


def test_a_block_says_what_it_needs(tmp_path: Path) -> None:
    files = {"alpha/sum.pycon": f"#: min 3.13\n#: native\n{SESSION}"}
    book = SmallBook(tmp_path).corpus(files)
    built = book.write(alpha=ALPHA.replace("maker", "sum")).build()
    needs = built.figure("alpha", "alpha/sum").find_all(class_="snippet-needs")
    assert [text(need) for need in needs] == [
        "needs Python 3.13 or later",
        "not run in WebAssembly",
    ]


def test_hidden_lines_and_marks_of_blank_lines_are_not_shown(tmp_path: Path) -> None:
    files = {"alpha/sum.pycon": "#: min 3.12\n>>> print('a\\n\\nb')\na\n<BLANKLINE>\nb\n"}
    built = SmallBook(tmp_path).corpus(files).write(alpha=ALPHA.replace("maker", "sum")).build()
    shown = built.figure("alpha", "alpha/sum").find("pre")
    assert shown.get_text() == ">>> print('a\\n\\nb')\na\n\nb\n"  # type: ignore[union-attr]


def test_emphasized_lines_are_marked(tmp_path: Path) -> None:
    page = ALPHA.replace("```\n", ":emphasize: 1-2, 5\n```\n")
    figure = one_listing(tmp_path).write(alpha=page).build().figure("alpha", "alpha/maker")
    marked = [line.get_text() for line in figure.find_all(class_="hll")]
    assert marked == ["def maker():\n", "    yield 1\n", "print(list(maker()))\n"]


@pytest.mark.parametrize("emphasize", ["1", "3,5"])
def test_each_line_of_a_module_has_a_mark_for_its_number(tmp_path: Path, emphasize: str) -> None:
    page = ALPHA.replace("```\n", f":emphasize: {emphasize}\n```\n")
    figure = one_listing(tmp_path).write(alpha=page).build().figure("alpha", "alpha/maker")
    code = figure.find("pre")
    assert isinstance(code, Tag)
    for mark in code.find_all(class_="line-number"):
        assert mark["aria-hidden"] == "true"
        mark.replace_with("|")
    lines = LISTING["alpha/maker.py"].splitlines(keepends=True)
    assert code.get_text() == "".join(f"|{line}" for line in lines)


def test_the_lines_of_a_session_have_no_numbers(changing: SmallBook) -> None:
    assert changing.build().figure("alpha", "alpha/sum").find_all(class_="line-number") == []


def test_emphasis_follows_its_line_into_the_other_versions() -> None:
    new = ">>> f()\none\ntwo\n>>> g()\n3\n"
    old = ">>> f()\none\n>>> g()\n2\n"
    assert mapped([4, 5], new, old) == [3, 4]
    assert mapped([1], new, old) == [1]


@pytest.mark.parametrize("spec", ["0", "7", "2-9", "a", "1-b", ","])
def test_lines_that_a_block_does_not_have_can_not_be_emphasized(spec: str) -> None:
    with pytest.raises(ValueError, match="line"):
        line_numbers(spec, 6)


def test_versions_that_print_the_same_share_a_tab_and_the_pinned_one_is_first(
    changing: SmallBook,
) -> None:
    built = changing.build()
    figure = built.figure("alpha", "alpha/sum")
    assert built.warnings == []
    labels = [text(label) for label in figure.select("fieldset label")]
    assert labels == ["3.13, 3.14", "3.15", "3.11, 3.12"]
    panes = [text(pane.find("pre")) for pane in figure.find_all(class_="version-pane")]
    assert panes == [">>> f() 'new'", ">>> f() 'newest'", ">>> f() 'old'"]
    assert [bool(box.get("checked") is not None) for box in figure.find_all("input")] == [
        True,
        False,
        False,
    ]


def test_a_release_candidate_is_called_so(changing: SmallBook) -> None:
    changing.record({"version": "3.14.2"}, {"version": "3.15.0rc1", "release": "candidate"})
    labels = [
        text(label) for label in changing.build().figure("alpha", "alpha/sum").select("label")
    ]
    assert labels == ["3.13, 3.14", "3.15 (release candidate)", "3.11, 3.12"]


def test_a_listing_shows_its_code_once_and_its_outputs_in_tabs(tmp_path: Path) -> None:
    note = "\n:::{version-note} 3.12\n:blocks: maker\nIt is said otherwise.\n:::\n"
    book = one_listing(tmp_path).corpus({"alpha/maker.3.12.out": "[2]\n"})
    figure = book.write(alpha=ALPHA + note).build().figure("alpha", "alpha/maker")
    assert len(figure.find_all(class_="highlight-python")) == 1
    panes = [text(pane.find("pre")) for pane in figure.find_all(class_="version-pane")]
    assert panes == ["[2]", "[1]"]


def test_versions_below_the_minimum_have_no_tab() -> None:
    assert versions.label([(3, 11), (3, 12)]) == "3.11, 3.12"
    assert versions.label([(3, 15)], {(3, 15)}) == "3.15 (release candidate)"
    assert versions.in_words(["a", "b", "c"]) == "a, b and c"


def test_chapter_numbers_run_on_and_appendices_have_letters(tmp_path: Path) -> None:
    files = {"beta/sum.pycon": SESSION, "gamma/difference.pycon": ">>> 1 - 1\n0\n"}
    page = "# Title\n\n```{snippet} NAME\n:caption: It\n```\n"
    book = one_listing(tmp_path).corpus(files)
    book.write(beta=page.replace("NAME", "sum"), gamma=page.replace("NAME", "difference"))
    built = book.build()
    numbers = [
        text(built.page(n).find(class_="caption-number")) for n in ("alpha", "beta", "gamma")
    ]
    assert numbers == ["Listing 1.1", "Listing 2.1", "Listing A.1"]
    assert text(built.page("beta").find("h1")).startswith("2. Title")
    assert text(built.page("gamma").find("h1")).startswith("A. Title")


def test_listings_of_pages_below_a_chapter_are_numbered_with_it(tmp_path: Path) -> None:
    files = {"solutions/sum.pycon": SESSION}
    page = "# Answers\n\n```{snippet} solutions/sum\n:caption: It\n```\n"
    book = one_listing(tmp_path).corpus(files)
    book.write(**{"solutions/beta": page}, alpha=f"{ALPHA}\n```{{toctree}}\nsolutions/beta\n```\n")
    built = book.build()
    assert built.warnings == []
    assert text(built.page("solutions/beta").find(class_="caption-number")) == "Listing 1.2"


@pytest.mark.parametrize("first", ["html", "epub"])
def test_a_new_listing_moves_the_numbers_behind_it_on_other_pages_too(
    tmp_path: Path, first: str
) -> None:
    other = "# Beta\n\n{numref}`alpha-maker`\n"
    book = one_listing(tmp_path).write(beta=other)
    book.build()
    before = ALPHA.replace("maker", "sum").replace("Makes", "Sums")
    book.corpus({"alpha/sum.pycon": SESSION}).record({"version": "3.14.2"})
    book.write(alpha=before + ALPHA.partition("\n")[2]).build(first)
    built = book.build()
    assert "Listing 1.2" in text(built.page("beta").find("p"))


def test_listings_and_chapters_are_referred_to_by_name(tmp_path: Path) -> None:
    page = ALPHA + "\nHere: {numref}`maker` and {numref}`alpha/maker`.\n"
    other = "# Beta\n\nThere: {numref}`alpha-maker`, {numref}`alpha`, [](#alpha).\n"
    built = one_listing(tmp_path).write(alpha=page, beta=other).build()
    assert built.warnings == []
    assert "Here: Listing 1.1 and Listing 1.1." in text(built.page("alpha"))
    assert "There: Listing 1.1, Chapter 1, Alpha." in text(built.page("beta"))


def test_a_changed_block_rebuilds_its_page(tmp_path: Path) -> None:
    book = one_listing(tmp_path)
    book.build()
    book.corpus({"alpha/maker.out": "[1]\n[2]\n"}).record({"version": "3.14.2"})
    figure = book.build().figure("alpha", "alpha/maker")
    assert text(figure.find(class_="snippet-output")) == "Output [1] [2]"


def test_a_changed_block_rebuilds_its_page_though_another_builder_came_first(
    tmp_path: Path,
) -> None:
    book = one_listing(tmp_path)
    book.build()
    changed = {name: body.replace("1", "7") for name, body in LISTING.items()}
    book.corpus(changed).record({"version": "3.14.2"}).build("epub")
    built = book.build()
    assert built.warnings == []
    assert "yield 7" in text(built.figure("alpha", "alpha/maker"))


def test_a_page_that_was_built_from_what_is_forgotten_is_built_anew(tmp_path: Path) -> None:
    book = one_listing(tmp_path)
    book.build()
    shutil.rmtree(tmp_path / "doctrees")
    changed = {name: body.replace("1", "7") for name, body in LISTING.items()}
    book.corpus(changed).record({"version": "3.14.2"}).build("epub")
    assert "yield 7" in text(book.build().figure("alpha", "alpha/maker"))


def test_a_new_variant_rebuilds_its_page(tmp_path: Path) -> None:
    book = one_listing(tmp_path)
    book.build()
    book.corpus({"alpha/maker.3.12.out": "[2]\n"}).record({"version": "3.14.2"})
    assert any("changes in 3.12" in line for line in book.build().warnings)


def test_pages_are_read_in_parallel_as_they_are_one_by_one(tmp_path: Path) -> None:
    book = one_listing(tmp_path)
    names = [f"more_{letter}" for letter in "abcdefgh"]
    files = {
        f"{name.replace('_', '-')}/sum.pycon": f">>> {i} + 1\n{i + 1}\n"
        for i, name in enumerate(names)
    }
    for name in files:
        chapter = name.partition("/")[0]
        book.write(**{chapter: f"---\norphan: true\n---\n{ALPHA.replace('maker', 'sum')}"})
    built = book.corpus(files).build(processes=2)
    assert built.warnings == []
    assert built.figure("more-h", "more-h/sum")


@pytest.mark.parametrize("builder", ["latex", "text", "epub", "man"])
def test_every_builder_writes_a_listing(changing: SmallBook, builder: str) -> None:
    changing.corpus(LISTING).write(beta="# Beta\n\n```{snippet} alpha/maker\n:caption: It\n```\n")
    changing.record({"version": "3.14.2"})
    built = changing.build(builder, epub_copyright="1", epub_theme_options={}, version="1")
    assert built.warnings == []
