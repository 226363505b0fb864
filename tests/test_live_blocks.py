"""Every block of the book is run in its page, and prints there what the page has.

Every exercise is checked there, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.disk_copies import copy_of_the_book
from tests.exercises import Exercise, exercises
from tests.live_blocks import PATIENCE, SETTLED
from tests.sites import HTML, pages
from tests.windows import WIDE, Chromium, Window

NewWindow = Callable[..., Window]

PAGES = [name for name in pages() if "data-block" in (HTML / name).read_text("utf-8")]

#: Finds the blocks that run, and where each has what it prints on the Python of the page.
FIND = """
const figures = [...document.querySelectorAll("figure[data-block]:not([data-runs=no])")];
const places = figure => {
  const input = figure.querySelector('input[data-versions~="3.14"]');
  const pane = figure.querySelector(`[data-pane="${input?.value}"]`) ?? figure;
  const where = figure.dataset.kind === "session" ? "pre" : ".snippet-output pre";
  return [...pane.querySelectorAll(where)].slice(0, 1);
};
const texts = () => figures.map(figure => places(figure).map(pre => pre.textContent));
"""

#: Puts a dot in the place of each character that the page has as printed.
BLANK = """
for (const figure of figures) for (const pre of places(figure)) {
  const isSession = figure.dataset.kind === "session";
  let isTyped = false;
  const printed = pre.textContent.split("\\n").map(line =>
    !(isTyped = isSession && (/^>>>/.test(line) || (isTyped && /^\\.\\.\\.( |$)/.test(line)))));
  let line = 0;
  const walker = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    node.nodeValue = node.nodeValue.split("\\n")
      .map((text, index) => (printed[index ? ++line : line] ? "·".repeat(text.length) : text))
      .join("\\n");
}
"""

#: Has what is to be predicted shown, so that the page has all its outputs.
SHOW = "document.querySelectorAll('.ask-start .ask-tool:last-of-type').forEach(it => it.click())"

PRESS = "for (const figure of figures) figure.querySelector('[data-command=run]').click();"

#: Waits until a condition holds, or for a time in milliseconds: to ask each time from here takes
#: as long as a block.
WAIT = """
const wait = async (holds, time) => {
  const end = performance.now() + time;
  while (!holds() && performance.now() < end) await new Promise(done => setTimeout(done, 20));
};
"""

#: The kinds of what is said under all blocks.
KINDS = "figures.map(figure => figure.querySelector('.live-status')?.dataset.kind ?? '')"


def page_script(*parts: str) -> str:
    """Return what runs some statements, and gives the value of the last."""
    *before, last = parts
    return f"(() => {{ {FIND} {' '.join(before)} return {last}; }})()"


def agrees(printed: str, promised: str) -> bool:
    """Is it what the page has, where an indented line of dots alone stands for any lines?"""
    lines = promised.rstrip("\n").split("\n")
    pattern = "\n".join(
        r".*(?:\n.*)*?" if re.fullmatch(r" +\.\.\.", line) else re.escape(line) for line in lines
    )
    return re.fullmatch(pattern, printed.rstrip("\n")) is not None


def test_a_line_of_dots_stands_for_lines_of_any_indent_and_for_no_other_change() -> None:
    promised = "asked\n  ...\nRuntimeError: no\n"
    assert agrees("asked\nException ignored in: it\n  File 1\nRuntimeError: no", promised)
    assert not agrees("asked\nException ignored in: it\nRuntimeError: yes", promised)
    assert not agrees("asked\nRuntimeError: no", promised)


def run_all(window: Window) -> None:
    """Press Run on all blocks of a page at once; all print what the page has."""
    window.run(SHOW)
    keys: list[str] = window.run(page_script("figures.map(figure => figure.dataset.block)"))
    promised: list[Any] = window.run(page_script("texts()"))
    blank: list[Any] = window.run(page_script(BLANK, "texts()"))
    # A page of solutions may have functions only, which print nothing.
    assert any("·" in text for texts in blank for text in texts) or not any(promised)
    window.run(page_script(PRESS, "true"))
    is_settled = f"() => {KINDS}.every(kind => {SETTLED}.includes(kind))"
    settled = page_script(WAIT, f"wait({is_settled}, {PATIENCE * 1000}).then(() => {KINDS})")
    kinds = dict(zip(keys, window.run(settled), strict=True))
    assert kinds == dict.fromkeys(keys, "same")
    printed: list[Any] = window.run(page_script("texts()"))
    wrong = {
        key: (new, old)
        for key, new, old in zip(keys, printed, promised, strict=True)
        if len(new) != len(old) or not all(map(agrees, new, old))
    }
    assert wrong == {}


@dataclass(frozen=True)
class Visited:
    """A page of the book that is open."""

    chapter: str
    page: Page


@pytest.fixture(scope="module", params=PAGES)
def visited(
    request: pytest.FixtureRequest, chromium_pages: Callable[[bool], Page], site: str
) -> Visited:
    """A page, opened once for all that is run in it: the blocks first, then the exercises."""
    page = chromium_pages(False)
    page.set_viewport_size({"width": WIDE["width"], "height": WIDE["height"]})
    page.goto(site + request.param)
    return Visited(request.param.removesuffix(".html"), page)


def test_every_block_of_a_page_prints_what_the_page_has(visited: Visited) -> None:
    run_all(Chromium(visited.page))


EXERCISES = exercises()


def test_each_exercise_is_solved_by_its_solution_and_not_by_its_start(visited: Visited) -> None:
    solutions = EXERCISES.get(visited.chapter, [])
    anchors = [f"#{solution.key}-exercise" for solution in solutions]
    assert visited.page.locator(".exercise").count() == len(anchors)
    for anchor, solution in zip(anchors, solutions, strict=True):
        exercise = Exercise(visited.page, anchor.replace("/", "-").replace("_", "-"))
        expect(exercise.check()).to_have_attribute("data-kind", "failed")
        expect(exercise.check(solution.source)).to_have_attribute("data-kind", "passed")
    # What was written and solved is no other test's.
    visited.page.evaluate("localStorage.clear()")


def test_every_exercise_of_the_book_is_on_one_of_these_pages() -> None:
    assert {f"{chapter}.html" for chapter in EXERCISES} <= set(PAGES)


@pytest.fixture
def copy(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a copy of the book, on disk."""
    return copy_of_the_book(tmp_path_factory.getbasetemp())


@pytest.mark.parametrize("name", PAGES)
def test_so_does_every_block_of_a_copy_that_is_opened_from_disk(
    chromium_window: NewWindow, copy: str, name: str
) -> None:
    window = chromium_window(WIDE)
    window.open(copy + name)
    run_all(window)


@pytest.mark.parametrize("name", PAGES[1:4:2])
def test_so_do_those_of_some_pages_in_firefox(
    firefox_window: NewWindow, site: str, name: str
) -> None:
    window = firefox_window(WIDE)
    window.open(site + name)
    run_all(window)


def test_the_blocks_of_the_book_are_all_on_its_pages() -> None:
    shown = sum((HTML / name).read_text("utf-8").count("data-block=") for name in PAGES)
    assert shown > 300
