"""What the reader has done, in Chromium: noted, shown, carried to another browser, erased."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.axe import faults
from tests.browsers import NO_SERVICE_WORKER
from tests.sites import HTML
from tests.windows import NARROW, WIDE

CHAPTER, PAGE = "one-value-at-a-time.html", "progress.html"
NAME = "one-value-at-a-time"


def predictions() -> list[dict[str, str]]:
    """Return what is asked in the first chapter, as the build has listed it."""
    text = (HTML / "_static" / "items.js").read_text("utf-8")
    found: list[dict[str, str]] = json.loads(text.partition("=")[2])["chapters"][0]["predictions"]
    return found


@pytest.fixture
def page(tab: Page, site: str) -> Page:
    """The page of the reader's progress, opened by a reader of whom nothing is kept."""
    tab.goto(site + PAGE)
    chapter(tab).wait_for()
    return tab


def keep(page: Page, deed: str, item: str, print_: str) -> None:
    page.evaluate(
        "([key, value]) => localStorage.setItem(key, value)", [f"book-done:{deed}:{item}", print_]
    )


def kept(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate("({...localStorage})")
    return {key: found[key] for key in found if key.startswith("book-done:")}


def chapter(page: Page) -> Locator:
    return page.locator(".progress-chapters > li").first


def mark(page: Page) -> Locator:
    return page.locator(".sidebar-tree a", has_text="One value at a time").get_by_role("img")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def said(page: Page) -> Locator:
    return page.locator(".progress-said")


def test_each_chapter_has_its_line_and_links_to_what_is_open(page: Page) -> None:
    titles = page.locator(".progress-chapters > li > a").all_inner_texts()
    assert titles[:2] == ["1 One value at a time", "2 Calling is not running"]
    assert not any("gentools" in title for title in titles)
    expect(chapter(page)).to_contain_text("not read yet")
    chapter(page).get_by_role("link", name="Listing").first.click()
    expect(page.locator("figure[data-predict]:target")).to_be_in_viewport()


def test_what_is_done_is_counted(page: Page) -> None:
    first, *others = predictions()
    keep(page, "predicted", first["key"], first["print"])
    keep(page, "read", NAME, "")
    page.reload()
    expect(chapter(page)).to_contain_text("read to the end")
    expect(chapter(page)).to_contain_text(f"1 of {1 + len(others)} predictions")
    expect(mark(page)).to_have_accessible_name("read")


def test_what_has_changed_since_is_open_again(page: Page) -> None:
    first = predictions()[0]
    keep(page, "predicted", first["key"], "as it was")
    page.reload()
    expect(chapter(page)).to_contain_text(f"{first['title']} (changed since)")
    expect(mark(page)).to_have_accessible_name("read in part")


@pytest.fixture
def opened(browser: Browser, site: str) -> Iterator[Page]:
    """A chapter, just opened; time passes there only when a test says so."""
    window = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    window.add_init_script(NO_SERVICE_WORKER)
    page = window.new_page()
    page.clock.install(time=0)
    page.clock.pause_at(1)
    page.goto(site + CHAPTER)
    yield page
    window.close()


def go_through(page: Page, start: float, end: float) -> None:
    """Scroll from one part of the page to another, seeing all in between."""
    height = page.evaluate("document.body.scrollHeight")
    for top in range(int(height * start), int(height * end), 700):
        page.evaluate("top => scrollTo(0, top)", top)
        page.wait_for_timeout(20)


def test_a_chapter_counts_as_read_when_it_was_gone_through_to_its_end(opened: Page) -> None:
    go_through(opened, 0, 0.5)
    opened.clock.run_for(11_000)
    expect(mark(opened)).to_have_accessible_name("read in part")
    go_through(opened, 0.5, 1)
    expect(mark(opened)).to_have_accessible_name("read")
    assert kept(opened) == {f"book-done:read:{NAME}": ""}


def test_a_chapter_may_be_read_in_several_visits(opened: Page) -> None:
    go_through(opened, 0, 0.5)
    opened.clock.run_for(11_000)
    opened.reload()
    opened.clock.run_for(11_000)
    go_through(opened, 0.5, 1)
    expect(mark(opened)).to_have_accessible_name("read")


def test_what_another_window_has_noted_is_not_taken_back(opened: Page) -> None:
    opened.clock.run_for(11_000)
    keep(opened, "read", NAME, "elsewhere")
    go_through(opened, 0, 0.5)
    assert "elsewhere" in kept(opened)[f"book-done:read:{NAME}"].split(",")
    keep(opened, "read", NAME, "")
    go_through(opened, 0.5, 0.8)
    assert kept(opened) == {f"book-done:read:{NAME}": ""}


def test_a_chapter_that_is_left_at_once_is_not_begun(opened: Page) -> None:
    go_through(opened, 0, 1)
    opened.clock.run_for(5_000)
    assert kept(opened) == {}


def test_who_jumps_to_the_end_has_not_read_the_chapter(opened: Page) -> None:
    opened.evaluate("scrollTo(0, document.body.scrollHeight)")
    opened.wait_for_timeout(100)
    opened.clock.run_for(11_000)
    assert "" not in kept(opened).values()


def test_other_pages_are_not_counted(page: Page) -> None:
    assert page.evaluate("document.body.dataset.chapter") is None


def test_a_file_carries_it_to_another_browser(page: Page, tmp_path: Path) -> None:
    keep(page, "read", NAME, "")
    with page.expect_download() as download:
        press(page, "Save as a file")
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    page.evaluate("localStorage.clear()")
    page.reload()
    keep(page, "read", "send", "")
    page.get_by_label("Add from a file").set_input_files(path)
    expect(said(page)).to_have_text("Added 1 item from the file.")
    expect(chapter(page)).to_contain_text("read to the end")
    assert kept(page) == {f"book-done:read:{NAME}": "", "book-done:read:send": ""}


def test_a_damaged_file_changes_nothing(page: Page, tmp_path: Path) -> None:
    keep(page, "read", NAME, "")
    path = tmp_path / "progress.json"
    path.write_text('{"book": ', encoding="utf-8")
    page.get_by_label("Add from a file").set_input_files(path)
    expect(said(page)).to_have_text(
        "This file can't be read as one of progress. Nothing was changed."
    )
    assert kept(page) == {f"book-done:read:{NAME}": ""}


def test_all_of_it_is_erased_after_a_question(page: Page) -> None:
    keep(page, "read", NAME, "")
    keep(page, "predicted", "send/bill", "old")
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.reload()
    press(page, "Erase all progress")
    expect(page.get_by_role("button", name="Keep")).to_be_focused()
    press(page, "Keep")
    assert len(kept(page)) == 2
    press(page, "Erase all progress")
    press(page, "Erase")
    expect(said(page)).to_have_text("Erased your progress.")
    expect(chapter(page)).to_contain_text("not read yet")
    expect(mark(page)).to_have_count(0)
    assert kept(page) == {}
    assert page.evaluate("localStorage.theme") == "dark"


def test_edits_are_erased_by_a_button_of_their_own(page: Page) -> None:
    keep(page, "read", NAME, "")
    page.evaluate("localStorage.setItem('book-edit:send/bill', '{}')")
    press(page, "Erase all edits")
    press(page, "Erase")
    expect(said(page)).to_have_text("Erased your edits.")
    press(page, "Erase all edits")
    expect(said(page)).to_have_text("There is nothing to erase.")
    assert kept(page) == {f"book-done:read:{NAME}": ""}


def test_what_happens_in_another_window_is_seen_here(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    keep(other, "read", NAME, "")
    expect(chapter(page)).to_contain_text("read to the end")
    expect(mark(page)).to_have_accessible_name("read")
    other.close()


def test_where_nothing_may_be_kept_it_is_said(tab: Page, site: str) -> None:
    page = tab.context.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
    )
    page.goto(site + PAGE)
    expect(said(page)).to_contain_text("This browser keeps nothing")
    page.close()


def test_without_javascript_it_is_said_what_would_be_here(browser: Browser, site: str) -> None:
    made = browser.new_context(java_script_enabled=False)
    page = made.new_page()
    page.goto(site + PAGE)
    expect(page.get_by_text("the site of this book lists here")).to_be_visible()
    made.close()


def test_it_is_accessible_wide_and_narrow_light_and_dark(page: Page) -> None:
    keep(page, "read", NAME, "")
    keep(page, "read", "send", "bill")
    page.reload()
    expect(chapter(page)).to_contain_text("read to the end")
    press(page, "Erase all progress")
    assert faults(page) == []
    page.set_viewport_size(NARROW)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
