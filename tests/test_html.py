"""The built site in a real browser: every page can be used by everyone, everywhere, alone."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import quote_plus, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    Response,
    ViewportSize,
)

from tests.axe import LOOKS, RULES, faults, spare_tokens
from tests.browsers import NO_SERVICE_WORKER
from tests.sites import HTML, pages, served

PAGES = pages()
WITH_TABS = [name for name in PAGES if "data-versions" in (HTML / name).read_text("utf-8")]

WIDE: ViewportSize = {"width": 1366, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
LIMIT = 60_000
#: What the player may weigh by itself, which comes once for all pages that have a microscope.
PLAYER_LIMIT = 20_000

#: What is searched for, by the page that explains it.
EXPLAINED = {
    "one-value-at-a-time.html": ["my_range"],
    "calling-is-not-running.html": ["StopIteration.value", "RETURN_GENERATOR", "co_flags"],
    "what-a-for-loop-does.html": ["zip"],
    "functions-code-frames.html": ["f_lasti", "f_locals", "f_back"],
    "life-of-a-generator.html": [
        "gi_frame",
        "gi_running",
        "gi_suspended",
        "gi_yieldfrom",
        "gi_code",
        "inspect.getgeneratorstate",
        "generator already executing",
    ],
    "suspend-and-resume.html": ["YIELD_VALUE"],
    "inside-the-for-loop.html": ["FOR_ITER", "FOR_ITER_GEN", "END_FOR"],
    "send.html": ["send()", "send"],
    "throw-and-close.html": [
        "throw",
        "close",
        "GeneratorExit",
        "contextlib.closing",
        "generator ignored GeneratorExit",
    ],
    "returning-and-delegating.html": [
        "yield from",
        "CLEANUP_THROW",
        "PEP 479",
        "generator raised StopIteration",
    ],
    "lifetime-and-memory.html": ["pickle", "copy"],
    "event-loop.html": ["CancelledError"],
    "async-generators.html": ["async for", "aclose", "ag_running"],
    "pipelines.html": ["tee"],
    "context-managers.html": ["asynccontextmanager"],
    "cooperative-multitasking.html": ["channel"],
    "without-yield.html": ["thread"],
    "glossary.html": [
        "code object",
        "evaluation loop",
        "event loop",
        "evaluation stack",
        "frame struct",
        "future",
        "generator expression",
        "inline cache",
        "iterator protocol",
        "priming",
        "reference cycle",
        "transfer of control",
    ],
}
SEARCHES = [(term, name) for name, terms in EXPLAINED.items() for term in terms]


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with served() as address:
        yield address


@pytest.fixture(scope="module")
def still(browser: Browser) -> Iterator[Page]:
    """A page of a browser in which no script of the site runs."""
    made = browser.new_context(viewport=WIDE, java_script_enabled=False)
    yield made.new_page()
    made.close()


@dataclass
class Traffic:
    """What a page asked for, and what it said to its console."""

    site: str
    responses: list[Response] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @contextmanager
    def watching(self, page: Page) -> Iterator[None]:
        """Note what is asked for and said meanwhile."""
        heard: dict[Any, Any] = {
            "response": lambda response: self.responses.append(response),  # noqa: PLW0108  (no builtins)
            "requestfailed": lambda request: self.complaints.append(request.url),
            "console": self._on_message,
            "pageerror": lambda error: self.complaints.append(str(error)),
        }
        for event, handler in heard.items():
            page.on(event, handler)
        yield
        for event, handler in heard.items():
            page.remove_listener(event, handler)

    def _on_message(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    @property
    def foreign(self) -> list[str]:
        host = urlsplit(self.site).netloc
        return [item.url for item in self.responses if urlsplit(item.url).netloc != host]

    @property
    def weight(self) -> int:
        """Bytes over the wire, compressed as a host compresses; fonts are not counted."""
        return self._weight_of(lambda url: not url.endswith(".woff2"))

    @property
    def player_weight(self) -> int:
        """The same of the player and its style alone."""
        return self._weight_of(lambda url: "/_static/microscope." in url)

    def _weight_of(self, is_counted: Callable[[str], bool]) -> int:
        counted = (item for item in self.responses if is_counted(item.url))
        return sum(len(gzip.compress(item.body(), 6)) for item in counted)


@dataclass
class Opened:
    """A page that is open, and what it asked for on the way there."""

    page: Page
    traffic: Traffic


@pytest.fixture(scope="module")
def first_visit(browser: Browser) -> Iterator[Page]:
    """A page of a browser that fetches all anew, as at a reader's first visit."""
    window = browser.new_context(reduced_motion="reduce")
    window.add_init_script(NO_SERVICE_WORKER)
    page = window.new_page()
    session = window.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    yield page
    window.close()


@pytest.fixture(scope="module", params=PAGES)
def opened(request: pytest.FixtureRequest, first_visit: Page, site: str) -> Iterator[Opened]:
    """A page of the book, opened once for all that only look at it."""
    traffic = Traffic(site)
    first_visit.set_viewport_size(WIDE)
    first_visit.emulate_media(color_scheme="light")
    with traffic.watching(first_visit):
        first_visit.goto(site + request.param)
        yield Opened(first_visit, traffic)
    first_visit.evaluate("localStorage.clear()")


@pytest.mark.parametrize(
    ("colours", "size", "rules"), [("light", WIDE, RULES), ("dark", NARROW, LOOKS)]
)
def test_a_page_is_accessible_light_and_wide_or_dark_and_narrow(
    opened: Opened, colours: Literal["light", "dark"], size: ViewportSize, rules: list[str]
) -> None:
    opened.page.emulate_media(color_scheme=colours)
    opened.page.set_viewport_size(size)
    spare_tokens(opened.page)
    assert faults(opened.page, rules=rules) == []


def test_a_page_is_light_alone_and_content_with_a_strict_host(opened: Opened) -> None:
    opened.page.wait_for_load_state("networkidle")
    traffic = opened.traffic
    assert traffic.foreign == []
    assert traffic.complaints == []
    assert traffic.player_weight < PLAYER_LIMIT
    assert traffic.weight - traffic.player_weight < LIMIT


def test_a_page_does_not_scroll_sideways_on_a_telephone(opened: Opened) -> None:
    opened.page.set_viewport_size(NARROW)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert opened.page.evaluate("document.body.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("name", ["index.html", WITH_TABS[0]])
def test_what_frames_every_page_is_accessible_dark_and_wide_or_light_and_narrow(
    tab: Page, site: str, name: str
) -> None:
    """The side bars are there in a wide window only, and the same on all pages."""
    tab.goto(site + name)
    tab.emulate_media(color_scheme="dark")
    assert faults(tab) == []
    tab.emulate_media(color_scheme="light")
    tab.set_viewport_size(NARROW)
    assert faults(tab) == []


#: Chooses each tab where its middle is, and returns those that can't be met, or whose pane is not
#: the one that is there then.
NOT_SHOWN = """
[...document.querySelectorAll(".versions")].flatMap(tabs => {
  const labels = [...tabs.querySelectorAll("label")];
  const panes = [...tabs.querySelectorAll(".version-pane")];
  const wrong = labels.filter((label, chosen) => {
    label.scrollIntoView({ block: "center", behavior: "instant" });
    const { left, top, width, height } = label.getBoundingClientRect();
    const met = document.elementFromPoint(left + width / 2, top + height / 2);
    met?.click();
    const shown = panes.map(pane => pane.checkVisibility({ visibilityProperty: true }));
    return !label.contains(met) || shown.some((isShown, pane) => isShown !== (pane === chosen));
  });
  return labels.length === panes.length && labels.length > 1 ? wrong.map(one => one.outerHTML)
    : [tabs.outerHTML];
})
"""


@pytest.mark.parametrize("name", PAGES)
def test_nothing_of_a_page_is_hidden_without_javascript(still: Page, site: str, name: str) -> None:
    still.goto(site + name)
    wrong = still.evaluate(NOT_SHOWN)
    assert wrong == []
    folded = still.locator("article details:not([open]) > summary")
    folded.evaluate_all("all => all.forEach(summary => summary.click())")
    assert folded.count() == 0
    hidden = still.locator("article :is(p, pre, li, td, figcaption, h2)").evaluate_all(
        "all => all.filter(item => !item.checkVisibility() && !item.closest('.version-pane')"
        " && item.id != 'search-progress').map(item => item.outerHTML)"
    )
    assert hidden == []


@pytest.mark.parametrize("name", WITH_TABS)
def test_tabs_are_changed_by_keyboard_and_a_version_is_chosen_for_the_whole_page_and_remembered(
    tab: Page, site: str, name: str
) -> None:
    tab.goto(site + name)
    tabs = tab.locator(".versions").first
    tabs.locator("input").first.check(force=True)
    tabs.locator("xpath=..").evaluate("item => (item.tabIndex = -1, item.focus())")
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tabs.evaluate("item => item.contains(document.activeElement)"):
            break
    tab.keyboard.press("ArrowRight")
    assert not tabs.locator(".version-pane").first.is_visible()
    assert tabs.locator(".version-pane").nth(1).is_visible()
    oldest = tab.locator("input[data-versions~='3.11']").first
    version = (oldest.get_attribute("data-versions") or "").split()[-1]
    oldest.check(force=True)
    tab.reload()
    same = tab.locator(f"input[data-versions~='{version}']")
    assert same.evaluate_all("all => all.every(item => item.checked)")


@pytest.mark.parametrize("name", WITH_TABS[:1])
def test_printing_a_page_shows_every_pane_with_its_name(tab: Page, site: str, name: str) -> None:
    tab.goto(site + name)
    tab.emulate_media(media="print")
    panes = tab.locator(".version-pane")
    assert all(pane.is_visible() for pane in panes.all())
    assert all(label.is_visible() for label in tab.locator(".version-name").all())


def test_copying_a_session_copies_what_is_typed_and_no_prompt(tab: Page, site: str) -> None:
    name = next(item for item in PAGES if 'data-kind="session"' in (HTML / item).read_text("utf-8"))
    tab.goto(site + name)
    session = tab.locator("figure[data-kind=session]").first
    session.get_by_role("button", name="Copy").click()
    copied = str(tab.evaluate("navigator.clipboard.readText()"))
    typed = [
        line[4:]
        for line in session.locator("pre:visible").first.inner_text().splitlines()
        if line.startswith((">>> ", "... "))
    ]
    assert [line for line in copied.splitlines() if line] == [line for line in typed if line]


def test_the_numbers_of_lines_are_not_copied_with_the_code(tab: Page, site: str) -> None:
    name = next(item for item in PAGES if "line-number" in (HTML / item).read_text("utf-8"))
    tab.goto(site + name)
    listing = tab.locator("figure[data-kind=listing]").first
    code = str(listing.locator("pre").first.text_content()).rstrip("\n")
    selected = listing.locator("pre").first.evaluate(
        "code => (getSelection().selectAllChildren(code), getSelection().toString())"
    )
    listing.get_by_role("button", name="Copy").click()
    copied = str(tab.evaluate("navigator.clipboard.readText()"))
    assert [text.rstrip("\n") for text in (selected, copied)] == [code, code]


def test_the_chapters_are_reached_by_keyboard_on_a_telephone(tab: Page, site: str) -> None:
    tab.set_viewport_size(NARROW)
    tab.goto(site)
    chapter = tab.locator(".sidebar-tree a").nth(1)
    assert not chapter.is_visible()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    assert chapter.is_visible()


@pytest.fixture(scope="module")
def searching(browser: Browser) -> Iterator[Page]:
    """A page in which one search after the other is made."""
    window = browser.new_context(viewport=WIDE, reduced_motion="reduce")
    window.add_init_script(NO_SERVICE_WORKER)
    yield window.new_page()
    window.close()


@pytest.mark.parametrize(("query", "first"), SEARCHES, ids=[term for term, _ in SEARCHES])
def test_a_search_finds_the_page_that_explains_it_first(
    searching: Page, site: str, query: str, first: str
) -> None:
    searching.goto(f"{site}search.html?q={quote_plus(query)}")
    found = searching.locator("#search-results li a").first
    found.wait_for()
    assert (found.get_attribute("href") or "").partition("#")[0].partition("?")[0] == first


def test_what_a_search_finds_can_be_read_by_everyone(searching: Page, site: str) -> None:
    searching.goto(f"{site}search.html?q=gi_frame")
    searching.locator("#search-results li a").first.wait_for()
    assert faults(searching) == []
