"""Predicting outputs in Chromium: asked before they are shown, compared, never in the way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.axe import faults
from tests.windows import NARROW

CHAPTER = "one-value-at-a-time.html"
USED_UP = '[data-block$="/used_up"]'
WORK = '[data-block$="/order_of_work"]'

#: A page with an output of several lines that differs between versions, and with a listing.
PRETENDED = Path(__file__).with_name("asked.html")


@pytest.fixture
def page(tab: Page, site: str) -> Page:
    """A chapter, opened by a reader of whom nothing is kept."""
    tab.goto(site + CHAPTER)
    return tab


@pytest.fixture
def pretended(page: Page, site: str) -> Page:
    page.route("**/asked.html", lambda route: route.fulfill(path=PRETENDED))
    page.goto(f"{site}asked.html")
    return page


def press(figure: Locator, text: str) -> None:
    figure.get_by_text(text, exact=True).click()


def begin(page: Page, block: str = USED_UP) -> Locator:
    """Begin to predict, and return the block."""
    figure = page.locator(block)
    press(figure, "Predict what this prints")
    # An `expect` of what is not there yet looks through the whole page at each try.
    figure.locator("textarea").wait_for()
    expect(figure.locator("textarea")).to_be_focused()
    return figure


def answer(figure: Locator, text: str) -> None:
    figure.locator("textarea").fill(text)
    figure.locator("textarea").press("Enter")


def states(figure: Locator) -> list[str]:
    """Return of each output whether it can be seen, and what is said of it."""
    found: list[str] = figure.locator(".guess").evaluate_all(
        "all => all.map(item => item.checkVisibility({visibilityProperty: true})"
        " ? item.dataset.said ?? 'there' : 'hidden')"
    )
    return found


def line(figure: Locator) -> Locator:
    return figure.locator(".prediction")


def test_an_output_is_not_there_before_the_reader_has_said_what_it_is(page: Page) -> None:
    figure = page.locator(USED_UP)
    assert states(figure) == ["hidden", "hidden"]
    expect(
        figure.get_by_role("button", name=re.compile("Predict what this prints: Listing"))
    ).to_be_visible()


def test_what_asks_is_loaded_only_when_the_reader_begins(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload(wait_until="networkidle")
    assert not any("practice.js" in url for url in asked)
    begin(page)
    assert any("practice.js" in url for url in asked)


def test_the_prompts_are_asked_one_after_the_other_and_kept_as_made(page: Page) -> None:
    figure = begin(page)
    expect(figure.get_by_role("textbox")).to_have_accessible_name(
        "What does sum(numbers) print? (1 of 2)"
    )
    answer(figure, " 0 ")
    expect(line(figure)).to_have_text("Right. And the next?")
    assert states(figure) == ["right", "hidden"]
    expect(figure.get_by_role("textbox")).to_be_focused()
    answer(figure, "ZeroDivisionError: division by zero")
    assert states(figure) == ["right", "right"]
    expect(line(figure)).to_contain_text("You have predicted both outputs.")
    expect(figure.get_by_role("button", name=re.compile("^Ask again"))).to_be_focused()
    page.reload()
    assert states(figure) == ["there", "there"]
    expect(line(figure)).to_contain_text("You have predicted this.")


def test_a_wrong_answer_stays_and_may_be_tried_again(page: Page) -> None:
    figure = begin(page)
    answer(figure, "3")
    expect(figure.locator(".ask-reply")).to_have_text("Not quite. Try again, or have it shown.")
    expect(figure.locator("textarea")).to_have_value("3")
    expect(figure.locator("textarea")).to_be_focused()
    assert states(figure) == ["hidden", "hidden"]
    answer(figure, "0")
    assert states(figure) == ["right", "hidden"]


def test_what_is_shown_is_not_predicted(page: Page) -> None:
    figure = begin(page)
    press(figure, "Show it")
    answer(figure, "ZeroDivisionError: division by zero")
    assert states(figure) == ["shown", "right"]
    expect(line(figure)).to_contain_text("You have predicted 1 of 2 outputs.")
    page.reload()
    assert states(figure) == ["hidden", "hidden"]


def test_an_output_can_simply_be_shown(page: Page) -> None:
    figure = page.locator(USED_UP)
    press(figure, "Just show it")
    assert states(figure) == ["there", "there"]
    expect(figure.locator(".ask")).to_have_count(0)
    expect(figure.get_by_role("button", name=re.compile("^Ask again"))).to_be_focused()


def test_it_can_be_asked_again(page: Page) -> None:
    figure = page.locator(USED_UP)
    press(figure, "Just show it")
    press(figure, "Ask again")
    expect(figure.locator("textarea")).to_be_focused()
    assert states(figure) == ["hidden", "hidden"]


def test_all_can_be_done_by_keyboard(page: Page) -> None:
    figure = page.locator(USED_UP)
    figure.get_by_role("button", name=re.compile("^Predict")).focus()
    page.keyboard.press("Enter")
    expect(figure.locator("textarea")).to_be_focused()
    page.keyboard.type("1")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(figure.locator(".ask-reply")).to_contain_text("Not quite")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert states(figure) == ["shown", "hidden"]


def test_several_lines_are_checked_by_ctrl_and_enter(pretended: Page) -> None:
    figure = begin(pretended, '[data-block="a/f"]')
    expect(figure.locator(".ask-hint")).to_contain_text(
        "It prints 4 lines; Ctrl+Enter checks them."
    )
    pretended.keyboard.type("new\nfirst\n\nlost")
    expect(figure.locator("textarea")).to_have_attribute("rows", "4")
    pretended.keyboard.press("Control+Enter")
    expect(figure.locator(".ask-reply")).to_contain_text("Not quite: line 4 is another.")
    for key in ("Backspace", "Backspace", "Backspace"):
        pretended.keyboard.press(key)
    pretended.keyboard.type("ast")
    pretended.keyboard.press("Control+Enter")
    assert states(figure) == ["right"]


def test_other_versions_wait_behind_the_one_that_is_asked(pretended: Page) -> None:
    figure = pretended.locator('[data-block="a/f"]')
    pretended.evaluate("localStorage.setItem('book-python', '3.12')")
    pretended.reload()
    expect(figure.locator('[data-pane="0"]')).to_be_visible()
    expect(figure.locator('[data-pane="1"]')).to_be_hidden()
    expect(figure.locator("fieldset")).to_be_hidden()
    press(figure, "Just show it")
    expect(figure.locator('[data-pane="1"]')).to_be_visible()
    expect(figure.locator("fieldset")).to_be_visible()


def test_the_output_of_a_listing_is_asked_for_in_its_place(pretended: Page) -> None:
    figure = begin(pretended, '[data-block="a/g"]')
    expect(figure.get_by_role("textbox")).to_have_accessible_name("What does Listing 1.2 print?")
    expect(figure.locator(".snippet-output")).to_be_hidden()
    answer(figure, "1")
    expect(figure.locator(".snippet-output")).to_be_visible()
    expect(line(figure)).to_contain_text("You have predicted it.")


def test_a_run_shows_what_was_asked_for(page: Page) -> None:
    figure = begin(page)
    figure.get_by_role("button", name=re.compile("^Run")).click()
    figure.locator(".live-status[data-kind=same]").wait_for(timeout=90_000)
    assert states(figure) == ["there", "there"]
    expect(figure.locator(".ask")).to_have_count(0)
    expect(line(figure)).to_contain_text("The run has shown it.")


def test_it_can_be_asked_again_after_a_run_that_has_written_something_else(page: Page) -> None:
    figure = page.locator(USED_UP)
    press(figure, "Just show it")
    figure.locator(".guess").first.evaluate("item => item.textContent = 'another\\n'")
    figure.get_by_role("button", name=re.compile("^Run")).click()
    figure.locator(".live-status[data-kind=same]").wait_for(timeout=90_000)
    expect(figure.get_by_text("another")).to_have_count(0)
    press(figure, "Ask again")
    expect(figure.locator("textarea")).to_be_focused()
    assert states(figure) == ["hidden", "hidden"]
    expect(figure.locator(".live-status")).to_have_text("")
    answer(figure, "another")
    assert states(figure) == ["right", "hidden"]


def test_it_is_not_asked_again_while_an_editor_stands_in_its_place(page: Page) -> None:
    figure = page.locator(USED_UP)
    press(figure, "Just show it")
    press(figure, "Edit")
    expect(figure.locator(".live-editor textarea")).to_be_focused()
    press(figure, "Ask again")
    expect(line(figure)).to_contain_text("Reset it first.")
    expect(figure.get_by_role("button", name=re.compile("^Ask again"))).to_be_focused()
    press(figure, "Reset")
    press(figure, "Ask again")
    expect(figure.locator(".ask textarea")).to_be_focused()


@pytest.mark.parametrize("is_begun", [False, True])
def test_copying_gives_what_is_typed_while_it_is_asked(page: Page, is_begun: bool) -> None:
    figure = begin(page) if is_begun else page.locator(USED_UP)
    press(figure, "Copy")
    expect(figure.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "numbers = my_range(0, 3)\nsum(numbers)\nsum(numbers)\n"
        "def mean(numbers):\n    return sum(numbers) / len(list(numbers))\n\n"
        "mean([2, 4, 6])\nmean(my_range(0, 3))\n"
    )


def test_what_is_predicted_in_another_window_is_so_here(page: Page) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    figure = begin(other)
    answer(figure, "0")
    answer(figure, "ZeroDivisionError: division by zero")
    expect(line(page.locator(USED_UP))).to_contain_text("You have predicted this.")
    assert states(page.locator(USED_UP)) == ["there", "there"]
    other.close()


def test_on_paper_the_output_simply_stands_there(page: Page) -> None:
    figure = begin(page)
    page.emulate_media(media="print")
    assert states(figure) == ["there", "there"]
    expect(figure.locator(".ask")).to_be_hidden()


def test_without_javascript_the_output_simply_stands_there(browser: Browser, site: str) -> None:
    made = browser.new_context(java_script_enabled=False)
    page = made.new_page()
    page.goto(site + CHAPTER)
    expect(page.locator(USED_UP).get_by_text("ZeroDivisionError: division by zero")).to_be_visible()
    made.close()


def test_if_the_script_of_the_page_does_not_come_the_output_stands_there(page: Page) -> None:
    page.route("**/book.js*", lambda route: route.abort())
    page.reload()
    assert states(page.locator(USED_UP)) == ["there", "there"]


def test_the_output_is_hidden_before_the_script_of_the_page_has_come(page: Page) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/book.js*", hold)
    with page.expect_request("**/book.js*"):
        page.reload(wait_until="commit")
    expect(page.locator("footer")).to_be_attached()
    assert states(page.locator(USED_UP)) == ["hidden", "hidden"]
    held[0].continue_()
    expect(page.locator(USED_UP).locator(".ask")).to_be_visible()


def test_if_what_asks_can_t_be_loaded_it_is_said_and_can_be_tried_again(page: Page) -> None:
    figure = page.locator(USED_UP)
    page.route("**/practice.js*", lambda route: route.abort())
    press(figure, "Predict what this prints")
    expect(line(figure)).to_contain_text("practice.js could not be loaded.")
    page.unroute("**/practice.js*")
    begin(page)


def test_where_nothing_may_be_kept_it_holds_for_the_visit(tab: Page, site: str) -> None:
    page = tab.context.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('forbidden'); }})"
    )
    page.goto(site + CHAPTER)
    figure = begin(page)
    answer(figure, "0")
    answer(figure, "ZeroDivisionError: division by zero")
    expect(line(figure)).to_contain_text("This browser keeps nothing")
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_while_asked_wrong_and_answered(page: Page, scheme: str) -> None:
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    figure = begin(page)
    assert faults(page, USED_UP) == []
    answer(figure, "3")
    assert faults(page, USED_UP) == []
    page.set_viewport_size(NARROW)
    answer(figure, "0")
    assert faults(page, USED_UP) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    answer(figure, "ZeroDivisionError: division by zero")
    assert faults(page, USED_UP) == []


def test_it_fits_a_telephone_beside_code_that_does_not(page: Page) -> None:
    page.set_viewport_size(NARROW)
    figure = begin(page, WORK)
    field = figure.locator("textarea").bounding_box()
    assert field is not None
    assert field["x"] >= 0
    assert field["x"] + field["width"] <= NARROW["width"]
