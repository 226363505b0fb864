"""What the extension refuses: each breach is one warning with its place, and fails the build."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_books import ALPHA, SmallBook, one_listing, sphinx_command

CHANGED = {"alpha/sum.pycon": ">>> f()\n1\n", "alpha/sum.3.13.pycon": ">>> f()\n2\n"}
SUM = ALPHA.replace("maker", "sum")
NOTE = "\n:::{version-note} 3.13\n:blocks: sum\nIt is so.\n:::\n"


# A transform of MyST's asks Sphinx for what will have another name in Sphinx 11.
pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")


def refused(book: SmallBook, *warnings: str) -> None:
    """Assert that a build fails with exactly these warnings."""
    built = book.build()
    assert built.warnings == list(warnings)
    assert built.status == 1


def test_a_book_in_which_nothing_is_wrong_is_built_without_a_warning(tmp_path: Path) -> None:
    built = one_listing(tmp_path).build()
    assert (built.status, built.warnings) == (0, [])


def test_an_unknown_block_is_named_with_the_one_that_was_meant(tmp_path: Path) -> None:
    book = one_listing(tmp_path).write(
        beta="# Beta\n\n```{snippet} alpha/makr\n:caption: It\n```\n"
    )
    refused(
        book,
        "book/beta.md:3: WARNING: there is no block 'alpha/makr' in the corpus; "
        "did you mean 'alpha/maker'? [book]",
    )


def test_a_block_without_a_caption_is_refused(tmp_path: Path) -> None:
    book = one_listing(tmp_path).write(alpha="# Alpha\n\n```{snippet} maker\n```\n")
    refused(
        book,
        "book/alpha.md:3: WARNING: 'alpha/maker' has no caption; "
        "say with ':caption:' what the block shows [book]",
    )


def test_emphasis_on_lines_that_are_not_there_is_refused(tmp_path: Path) -> None:
    page = ALPHA.replace("```\n", ":emphasize: 9\n```\n")
    refused(
        one_listing(tmp_path).write(alpha=page),
        "book/alpha.md:3: WARNING: ':emphasize: 9': the block has the lines 1 to 5 [book]",
    )


def test_a_block_is_shown_once_on_a_page(tmp_path: Path) -> None:
    page = ALPHA + "\n```{snippet} maker\n:caption: Again\n```\n"
    refused(
        one_listing(tmp_path).write(alpha=page),
        "book/alpha.md:7: WARNING: 'alpha/maker' is shown above already; "
        "refer to it by {numref}`alpha-maker` [book]",
    )


def test_a_block_is_shown_on_one_page(tmp_path: Path) -> None:
    book = one_listing(tmp_path).write(
        beta="# Beta\n\n```{snippet} alpha/maker\n:caption: It\n```\n"
    )
    refused(
        book,
        "book/beta.md:3: WARNING: duplicate label alpha-maker, other instance in book/alpha.md",
    )


@pytest.mark.parametrize(
    ("fence", "said"),
    [
        ("```python\nprint(1)\n```", "a code block of language 'python'"),
        ("```pycon\n>>> 1\n1\n```", "a code block of language 'pycon'"),
        ("```py\nprint(1)\n```", "a code block of language 'py'"),
        ("```\nprint(1)\n```", "a code block of language 'none'"),
        ("    print(1)\n", "a code block of language 'none'"),
        ("```{code-block} python\nprint(1)\n```", "a code block of language 'python'"),
        ("```text\n>>> 1\n1\n```", "a code block of language 'text'"),
        ("```console\n>>> 1\n1\n```", "a Python session as `console`"),
        ("<pre>print(1)</pre>", "raw HTML with code"),
    ],
)
def test_code_that_is_no_block_of_the_corpus_is_refused(
    tmp_path: Path, fence: str, said: str
) -> None:
    book = one_listing(tmp_path).write(beta=f"# Beta\n\n{fence}\n")
    refused(
        book,
        f"book/beta.md:3: WARNING: {said}: code stands in the corpus and is shown by {{snippet}}; "
        "only `console` fences are free [book]",
    )


def test_what_is_typed_in_a_shell_may_stand_on_a_page(tmp_path: Path) -> None:
    page = "# Beta\n\n```console\n$ python -m snippets\n```\n"
    assert one_listing(tmp_path).write(beta=page).build().warnings == []


def test_a_block_that_no_page_shows_is_an_orphan(tmp_path: Path) -> None:
    book = one_listing(tmp_path).corpus({"beta/lost.pycon": ">>> 1\n1\n"})
    refused(
        book,
        "snippets/beta/lost.pycon:1: WARNING: "
        "no page shows this block; show it or delete it [book]",
    )


def test_a_change_of_output_without_a_version_note_is_refused(tmp_path: Path) -> None:
    refused(
        SmallBook(tmp_path).corpus(CHANGED).write(alpha=SUM),
        "book/alpha.md:3: WARNING: the output of 'alpha/sum' changes in 3.13: the page needs a "
        "{version-note} 3.13 with ':blocks: alpha/sum' [book]",
    )


def test_a_version_note_for_each_change_is_enough(tmp_path: Path) -> None:
    assert SmallBook(tmp_path).corpus(CHANGED).write(alpha=SUM + NOTE).build().warnings == []


def test_two_version_notes_about_one_change_are_refused(tmp_path: Path) -> None:
    refused(
        SmallBook(tmp_path).corpus(CHANGED).write(alpha=SUM + NOTE + NOTE),
        "book/alpha.md:3: WARNING: "
        "two version notes tell of 'alpha/sum' in 3.13; one is enough [book]",
    )


def test_a_version_note_about_a_change_that_is_none_is_stale(tmp_path: Path) -> None:
    page = SUM + NOTE + NOTE.replace("3.13", "3.14")
    refused(
        SmallBook(tmp_path).corpus(CHANGED).write(alpha=page),
        "book/alpha.md:12: WARNING: a stale version note: "
        "the output of 'alpha/sum' does not change in 3.14 [book]",
    )


def test_a_version_note_about_a_block_of_another_page_is_refused(tmp_path: Path) -> None:
    page = "# Beta\n" + NOTE.replace(" sum", " alpha/maker")
    refused(
        one_listing(tmp_path).write(beta=page),
        "book/beta.md:3: WARNING: a version note about 'alpha/maker', "
        "which this page does not show [book]",
    )


@pytest.mark.parametrize("version", ["3.11", "3.16", "later"])
def test_a_version_note_is_about_a_version_of_the_book(tmp_path: Path, version: str) -> None:
    page = SUM + NOTE + NOTE.replace("3.13", version)
    refused(
        SmallBook(tmp_path).corpus(CHANGED).write(alpha=page),
        f"book/alpha.md:12: WARNING: '{version}': "
        "a version note is about one of 3.12, 3.13, 3.14, 3.15 [book]",
    )


def test_a_version_note_names_its_blocks(tmp_path: Path) -> None:
    page = "# Beta\n\n:::{version-note} 3.13\nIt is so.\n:::\n"
    refused(
        one_listing(tmp_path).write(beta=page),
        "book/beta.md:3: WARNING: a version note names its blocks: "
        "':blocks: first_next, other_block' [book]",
    )


def test_a_version_note_about_an_unknown_block_is_refused(tmp_path: Path) -> None:
    page = ALPHA + NOTE.replace(" sum", " makr")
    refused(
        one_listing(tmp_path).write(alpha=page),
        "book/alpha.md:7: WARNING: there is no block 'alpha/makr' in the corpus; "
        "did you mean 'alpha/maker'? [book]",
    )


def test_what_is_wrong_in_the_corpus_is_said_with_its_place_and_nothing_else(
    tmp_path: Path,
) -> None:
    book = one_listing(tmp_path).corpus({"alpha/lost.pycon": "#: after nobody\n>>> 1\n1\n"})
    refused(
        book,
        "snippets/alpha/lost.pycon:1: WARNING: '#: after nobody': "
        "the chapter has no block of that name [book]",
    )


def test_what_was_wrong_is_said_again_by_the_next_build(tmp_path: Path) -> None:
    book = one_listing(tmp_path).write(beta="# Beta\n\n```\nprint(1)\n```\n")
    assert book.build().warnings == book.build().warnings != []


def test_the_command_fails_without_a_traceback(tmp_path: Path) -> None:
    one_listing(tmp_path).write(beta="# Beta\n\n```{snippet} nobody\n:caption: It\n```\n")
    options = [f"-Dbook_corpus={tmp_path}/snippets", "-Dbook_must_be_verified=0"]
    done = sphinx_command(tmp_path, *options)
    assert done.returncode == 1
    assert "beta.md:3: WARNING: there is no block 'beta/nobody'" in done.stderr
    assert "Traceback" not in done.stderr
