"""Blocks are changed, run as changed, stopped, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import pytest
from playwright.sync_api import Browser, Dialog, Page, Route

from tests.axe import COLOURS, RULES, faults
from tests.browsers import NO_SERVICE_WORKER
from tests.live_blocks import LiveBlock
from tests.windows import NARROW, WIDE, Chromium, Size, Window, wait

NewWindow = Callable[..., Window]

#: A session, the listing that it continues, and another session of the same page.
PAGE = "send.html"
SESSION = "send-end-of-a-conversation"
BEFORE = "send-bill"
OTHER = "send-loop-sends-none"

#: How a page is read that was looked through whole, wide and in the light.
VIEWS: tuple[tuple[Literal["light", "dark"], Size, Sequence[str]], ...] = (
    ("light", NARROW, RULES),
    ("dark", NARROW, COLOURS),
    ("dark", WIDE, COLOURS),
)
LOADED = "performance.getEntriesByType('resource').map(item => item.name).join(' ')"


@pytest.fixture
def window(new_window: NewWindow, site: str) -> Window:
    """The page, in each browser."""
    made = new_window(WIDE)
    made.open(site + PAGE)
    return made


@pytest.fixture
def page(tab: Page, site: str) -> Iterator[Page]:
    """The page, opened by a reader who agrees to everything."""
    tab.on("dialog", agree)
    tab.goto(site + PAGE)
    yield tab
    tab.remove_listener("dialog", agree)


@pytest.fixture(scope="module")
def opened(browser: Browser, site: str) -> Iterator[Page]:
    """The page, opened once, so that Python begins there once for all tests."""
    with browser.new_context(viewport=WIDE, reduced_motion="reduce") as context:
        context.add_init_script(NO_SERVICE_WORKER)
        made = context.new_page()
        made.goto(site + PAGE)
        yield made


@pytest.fixture
def lasting(opened: Page) -> Page:
    """The page that is opened once, with all changes taken back that were made there before."""
    opened.evaluate(
        "document.querySelectorAll('[data-command=reset]').forEach(tool => tool.click())"
    )
    return opened


def agree(dialog: Dialog) -> None:
    dialog.accept()


def of(page: Page, id: str = SESSION) -> LiveBlock:  # noqa: A002  (its name there)
    return LiveBlock(Chromium(page), id)


# Both browsers


def test_a_change_is_run_marked_kept_and_taken_back(window: Window, site: str) -> None:
    block = LiveBlock(window, SESSION)
    code = block.ask("pre", "item.innerText")
    block.edit()
    typed = [line[4:] for line in code.splitlines() if line.startswith((">>> ", "... "))]
    assert [line for line in block.written.splitlines() if line] == [line for line in typed if line]
    assert block.ran("a = 6\n\n\na * 7\n").kind == "changed"
    assert block.printed == ">>> a = 6\n>>> a * 7\n42\n"
    assert block.is_marked()
    window.open(site + PAGE)
    block.wait_for("textarea")
    assert (block.written, block.is_marked()) == ("a = 6\n\n\na * 7\n", True)
    block.press("reset")
    block.wait_for(".live-editor", "item === null")
    assert block.ask("pre", "item.innerText") == code
    assert not block.is_marked()
    window.open(site + PAGE)
    assert window.run(LOADED).count("live.js") == 0


def test_a_traceback_names_the_lines_of_the_editor(window: Window) -> None:
    block = LiveBlock(window, SESSION)
    block.ran("a = 0\n\n\ndef f():\n    return 1 / a\nf()")
    assert "line 6, in <module>\n    f()\n" in block.printed
    assert "line 5, in f\n    return 1 / a\n" in block.printed


def test_what_runs_is_stopped_and_the_rest_of_the_page_stays_alive(window: Window) -> None:
    block, other = LiveBlock(window, SESSION), LiveBlock(window, OTHER)
    block.write("print('begun')\nwhile True: pass")
    block.press("run")
    block.wait_for(".live-stream", "item?.textContent.includes('begun')")
    window.run("(window.drawn = 0, function draw() { drawn++; requestAnimationFrame(draw); })()")
    wait(window, "window.drawn > 3")
    other.press("run")
    other.wait_for(".live-status", "item?.innerText.startsWith('Waiting until Listing')")
    block.press("stop")
    status = block.settled()
    assert status.kind == "stopped"
    assert block.has_focus("[data-command=run]")
    assert other.settled().kind == "same"
    assert block.ran("1 + 1").kind == "changed"


# Chromium


def test_the_editor_looks_like_the_code_says_what_it_is_and_lets_tab_through(page: Page) -> None:
    block = of(page)
    look = "(({ fontSize, fontFamily, lineHeight }) => [fontSize, fontFamily, lineHeight])"
    was = block.ask("pre", f"{look}(getComputedStyle(item))")
    block.edit()
    assert block.ask("textarea", f"{look}(getComputedStyle(item))") == was
    editor = page.get_by_role("textbox", name="Code of Listing")
    assert "Tab leaves the editor" in editor.evaluate(
        "item => document.getElementById(item.getAttribute('aria-describedby')).innerText"
    )
    before = block.written
    page.keyboard.press("Tab")
    assert not block.has_focus("textarea")
    assert block.written == before


def test_an_editor_is_not_seen_before_its_style(page: Page) -> None:
    held: list[Route] = []
    page.route("**/editor.css*", lambda route: held.append(route))  # noqa: PLW0108  (no builtins)
    block = of(page)
    with page.expect_response("**/editor.js*"):
        block.press("edit")
    page.wait_for_timeout(300)
    assert not block.has(".live-editor")
    held[0].continue_()
    block.wait_for(".live-editor textarea")
    assert block.ask("textarea", "getComputedStyle(item).fontFamily").startswith('"Source Code')


@pytest.mark.parametrize(
    ("platform", "keys"), [("Linux x86_64", "Control+m"), ("MacIntel", "Control+Shift+m")]
)
def test_tab_indents_after_the_key_that_is_named_and_does_so_in_all_editors(
    page: Page, platform: str, keys: str
) -> None:
    address, page = page.url, page.context.new_page()
    page.add_init_script(f"Object.defineProperty(navigator, 'platform', {{ value: '{platform}' }})")
    page.goto(address)
    of(page).edit()
    named = keys.replace("Control", "Ctrl").replace("+m", "+M")
    assert f"{named} lets it indent" in of(page).ask(".live-hint", "item.textContent")
    page.keyboard.press(keys)
    for id in (SESSION, OTHER):  # noqa: A001  (its name there)
        block = of(page, id)
        block.write("a")
        page.keyboard.press("Tab")
        assert (block.written.strip(), block.has_focus("textarea")) == ("a", True)
        assert block.written != "a"
    page.close()


def test_it_is_run_from_the_editor_by_a_key(lasting: Page) -> None:
    block = of(lasting)
    block.write("6 * 7")
    lasting.keyboard.press("Control+Enter")
    assert block.settled().kind == "changed"
    assert block.printed == ">>> 6 * 7\n42\n"
    assert block.written == "6 * 7"
    assert block.has_focus("textarea")


def test_what_is_printed_is_called_old_once_the_code_is_changed(lasting: Page) -> None:
    block = of(lasting)
    block.ran("1")
    assert not block.has("[data-outdated]")
    block.write("2")
    assert block.has("[data-outdated]")
    assert block.status == ("", "")


def test_an_open_editor_without_a_change_is_compared_with_the_page(lasting: Page) -> None:
    block = of(lasting)
    block.edit()
    assert block.ran().kind == "same"
    assert block.printed.startswith(">>> from gentools import watch\n")


def number_of(page: Page, id: str) -> str:  # noqa: A002  (its name there)
    """Return what the page calls a block, such as Listing 1.2."""
    return page.locator(f"#{id} .caption-number").inner_text().strip()


def test_what_continues_a_changed_block_says_so_and_shows_what_differs(lasting: Page) -> None:
    of(lasting, BEFORE).write("def bill():\n    yield 'nothing'")
    block = of(lasting)
    status = block.ran()
    assert status.kind == "differs"
    assert f"It continues {number_of(lasting, BEFORE)}, as you changed it." in status.text
    assert block.ask(".live-status a", "item.hash") == f"#{BEFORE}"
    label = "getComputedStyle(item, '::before').content"
    assert "it printed" in block.ask(".live-differs", label)
    assert "the page has" in block.ask(".live-wanted", label)
    assert block.ask(".live-wanted", "item.textContent") == "returned: (2, 7)\nreturned: None\n"


def test_a_block_before_it_that_fails_is_named_as_the_page_names_it(lasting: Page) -> None:
    of(lasting, BEFORE).write("a = 1\n1 / 0")
    status = of(lasting).ran()
    assert status.kind == "problem"
    assert status.text.startswith(f"{number_of(lasting, BEFORE)}, which runs first, line 2: ")
    assert "ZeroDivisionError" in of(lasting).printed


def test_all_changes_of_a_page_are_counted_and_taken_back_at_once(page: Page, site: str) -> None:
    for id in (SESSION, BEFORE):  # noqa: A001  (its name there)
        of(page, id).write("1")
    said = page.locator(".live-changes")
    first = number_of(page, BEFORE)
    assert said.inner_text().startswith(f"You have changed 2 blocks of this page: {first} and")
    page.reload()
    said.get_by_role("button", name="Reset all").click()
    assert "as in the book again" in said.inner_text()
    assert said.evaluate("item => item === document.activeElement")
    assert page.locator("[data-changed], .live-editor").count() == 0
    assert (
        page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('book-edit'))") == []
    )


def test_what_reset_has_taken_can_be_taken_back(page: Page) -> None:
    block = of(page)
    block.write("6 * 7")
    block.press("reset")
    block.wait_for(".live-editor", "item === null")
    assert block.status.text == "This is the book's own code again. Undo"
    assert faults(page, f"#{SESSION}") == []
    undo = f"Undo the reset of {number_of(page, SESSION)}"
    page.get_by_role("button", name=undo).click()
    block.wait_for("textarea", "item === document.activeElement")
    assert (block.written, block.is_marked()) == ("6 * 7", True)
    page.reload()
    block.wait_for("textarea")
    assert block.written == "6 * 7"


def test_an_output_is_called_old_that_is_not_of_the_code_above_it(page: Page) -> None:
    page.goto(page.url.replace(PAGE, "what-a-for-loop-does.html"))
    listing = page.locator("figure[data-kind=listing]:has(.snippet-output)").first
    block = of(page, listing.get_attribute("id") or "")
    block.write("while True: pass")
    assert block.has("[data-outdated]")
    page.reload()
    block.wait_for("[data-outdated]")
    block.press("run")
    block.wait_for("[data-command=stop]")
    block.press("stop")
    block.settled()
    assert block.has("[data-outdated]")
    block.press("reset")
    block.wait_for("[data-outdated]", "item === null")


def test_copy_gives_what_the_editor_holds(page: Page) -> None:
    page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text; }")
    of(page).write("6 * 7")
    of(page).press("copy")
    assert page.evaluate("window.copied") == "6 * 7"


def test_two_tabs_show_the_same_change(page: Page) -> None:
    there = page.context.new_page()
    there.goto(page.url)
    of(there).edit()
    of(page).write("'from the first tab'")
    of(there).wait_for("textarea", "item.value === \"'from the first tab'\"")
    of(there).write("'from the second'")
    of(page).wait_for("textarea", "item.value === \"'from the second'\"")
    of(there).press("reset")
    of(page).wait_for(".live-editor", "item === null")
    assert not of(page).is_marked()
    there.close()


def test_one_that_waits_is_taken_out_without_ending_what_runs(lasting: Page) -> None:
    block, other = of(lasting), of(lasting, OTHER)
    block.write("while True: pass")
    block.press("run")
    block.wait_for("[data-command=stop]")
    other.press("run")
    other.wait_for("[data-command=stop]")
    other.press("stop")
    assert other.settled().kind == "stopped"
    assert block.status.kind == "busy"
    block.press("stop")
    block.settled()


def test_a_second_click_is_no_second_run(lasting: Page) -> None:
    block = of(lasting)
    block.ran()
    lasting.evaluate(
        "figure => { window.ran = 0; new MutationObserver(all => { for (const { target } of all)"
        " if (target.dataset.kind === 'same') ran++; }).observe(document.getElementById(figure),"
        " { subtree: true, attributeFilter: ['data-kind'] }); }",
        SESSION,
    )
    lasting.locator(f"#{SESSION} [data-command=run]").dblclick()
    block.settled()
    of(lasting, OTHER).ran()  # comes after whatever has been asked for before
    assert lasting.evaluate("window.ran") == 1


def test_the_second_click_of_a_double_click_presses_no_other_button(lasting: Page) -> None:
    block = of(lasting)
    lasting.locator(f"#{SESSION} [data-command=edit]").dblclick()
    block.wait_for("[data-command=reset]")
    block.write("while True: pass")
    block.press("run")
    block.wait_for("[data-command=stop]")
    lasting.locator(f"#{SESSION} [data-command=stop]").dblclick()
    assert block.settled().kind == "stopped"
    lasting.wait_for_timeout(300)
    assert block.status.kind == "stopped"
    assert block.has(".live-editor")


def test_the_output_of_the_python_that_ran_is_shown(page: Page, site: str) -> None:
    page.goto(site + "life-of-a-generator.html")
    figure = page.locator(
        "figure[data-block][data-kind=session]:has([data-versions~='3.14'])"
    ).first
    page.locator("input[data-versions~='3.11']").first.check(force=True)
    block = of(page, figure.get_attribute("id") or "")
    assert block.ran().kind == "same"
    assert block.ask("input[data-versions~='3.14']", "item.checked")
    assert page.evaluate("localStorage.getItem('book-python')") != "3.14"


def test_pages_with_editors_outputs_and_players_are_accessible(page: Page) -> None:
    block = of(page)
    of(page, BEFORE).write("def bill():\n    yield 'x' * 500")
    block.ran()
    block.press("step")
    page.locator(".live-film .fm-cursor").wait_for(state="attached", timeout=120_000)
    of(page, OTHER).ran("print('y' * 500)")
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDE["width"]
    for scheme, size, rules in VIEWS:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        assert shut_out(page, rules) == [], (scheme, size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def shut_out(page: Page, rules: Sequence[str]) -> list[str]:
    """Return what shuts readers out of the blocks that have changed, and of the player."""
    changed = [f"#{BEFORE}", f"#{SESSION}", f"#{OTHER}", ".live-film"]
    return [fault for place in changed for fault in faults(page, place, rules)]
