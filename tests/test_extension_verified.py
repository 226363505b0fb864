"""The foot of a page: on which interpreters its listings were run, exactly, and which were not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.small_books import ALPHA, Built, SmallBook, one_listing

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

CANDIDATE = {"version": "3.15.0rc1", "release": "candidate", "where": "WebAssembly"}


def foot(built: Built, name: str = "alpha") -> list[str]:
    box = built.page(name).find(class_="verified")
    assert box is not None
    return [" ".join(line.get_text().split()) for line in box.find_all("p")]


def test_the_foot_names_exact_versions_candidates_and_webassembly(tmp_path: Path) -> None:
    book = one_listing(tmp_path).record({"version": "3.11.7"}, CANDIDATE)
    (line,) = foot(book.build())
    assert line == (
        "Verified on CPython 3.11.7 and 3.15.0rc1 (release candidate, WebAssembly): "
        "the listings of this page were run there, "
        "and printed what the page shows, to the character."
    )


def test_the_foot_names_what_was_skipped_and_why(tmp_path: Path) -> None:
    page = ALPHA + "\n```{snippet} sum\n:caption: A sum\n```\n"
    book = one_listing(tmp_path).write(alpha=page).corpus({"alpha/sum.pycon": ">>> 1\n1\n"})
    skipped = {"alpha/sum": "skipped: not in WebAssembly"}
    book.record({"version": "3.11.7"}, {**CANDIDATE, "blocks": skipped})
    assert foot(book.build())[1:] == [
        "Not run on 3.15.0rc1 (release candidate, WebAssembly): Listing 1.2 (not in WebAssembly)."
    ]


def test_what_was_skipped_for_the_same_reason_is_named_in_one_line(tmp_path: Path) -> None:
    page = ALPHA + "".join(
        f"\n```{{snippet}} {name}\n:caption: It\n```\n" for name in ("one", "two")
    )
    files = {"alpha/one.pycon": ">>> 1\n1\n", "alpha/two.pycon": ">>> 2\n2\n"}
    book = one_listing(tmp_path).write(alpha=page).corpus(files)
    skipped = {f"alpha/{name}": "skipped: not in WebAssembly" for name in ("one", "two")}
    book.record({"version": "3.11.7"}, {**CANDIDATE, "blocks": skipped})
    (line,) = foot(book.build())[1:]
    assert line == (
        "Not run on 3.15.0rc1 (release candidate, WebAssembly): "
        "Listing 1.2 and Listing 1.3 (not in WebAssembly)."
    )


def test_what_was_skipped_on_another_page_is_not_named(tmp_path: Path) -> None:
    page = "# Beta\n\n```{snippet} sum\n:caption: A sum\n```\n"
    book = one_listing(tmp_path).write(beta=page).corpus({"beta/sum.pycon": ">>> 1\n1\n"})
    book.record({"version": "3.11.7"}, {**CANDIDATE, "blocks": {"beta/sum": "skipped: it"}})
    built = book.build()
    assert len(foot(built)) == 1
    assert foot(built, "beta")[0].startswith("Verified on CPython 3.11.7: ")


def test_a_page_without_listings_has_no_foot(tmp_path: Path) -> None:
    assert one_listing(tmp_path).build().page("beta").find(class_="verified") is None


def unverified(book: SmallBook, reason: str) -> None:
    built = book.build()
    assert built.status == 1
    assert built.warnings == [
        f"WARNING: not verified: {reason}; `make doctest-all` makes one [book]"
    ]
    assert foot(built) == [
        "Not verified: this build of the book has no record of a run of its listings."
    ]


def test_a_book_without_a_record_says_so_and_fails(tmp_path: Path) -> None:
    book = one_listing(tmp_path).record()
    (tmp_path / "verified.json").unlink()
    (tmp_path / "verified.json").mkdir()
    unverified(book, "there is no record of a run")


def test_a_record_of_other_listings_is_none(tmp_path: Path) -> None:
    book = one_listing(tmp_path).record({"version": "3.14.2"}).corpus({"alpha/maker.out": "[2]\n"})
    unverified(book, "the listings have changed since the run that is recorded")


def test_a_record_that_can_not_be_read_is_none(tmp_path: Path) -> None:
    book = one_listing(tmp_path)
    (tmp_path / "verified.json").write_text("{")
    unverified(book, "the record of the run can't be read")


def test_a_build_that_needs_no_record_says_on_its_pages_that_it_has_none(tmp_path: Path) -> None:
    book = one_listing(tmp_path)
    (tmp_path / "verified.json").write_text("{")
    built = book.build(book_must_be_verified=False)
    assert built.warnings == []
    assert foot(built)[0].startswith("Not verified")


def test_another_record_changes_the_feet_of_a_built_book(tmp_path: Path) -> None:
    book = one_listing(tmp_path).record({"version": "3.11.7"})
    book.build()
    book.record({"version": "3.13.0"})
    assert foot(book.build())[0].startswith("Verified on CPython 3.13.0: ")


def test_another_record_changes_the_feet_though_another_builder_came_first(tmp_path: Path) -> None:
    book = one_listing(tmp_path).record({"version": "3.11.7"})
    book.build()
    book.record({"version": "3.13.0"}).build("epub")
    assert foot(book.build())[0].startswith("Verified on CPython 3.13.0: ")
