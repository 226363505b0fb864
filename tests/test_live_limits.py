"""Whatever a block does or what fails is said; the page stays usable, and the next run works."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Request, Route

from tests import kept_memory
from tests.browsers import NO_SERVICE_WORKER
from tests.live_blocks import PATIENCE, LiveBlock
from tests.sites import POLICY, served
from tests.windows import WIDE, Chromium, wait

PAGE = "send.html"
SESSION = "send-end-of-a-conversation"
OTHER = "send-loop-sends-none"


@contextmanager
def new_page(browser: Browser) -> Iterator[Page]:
    """Open a page of a browser that keeps nothing yet."""
    with browser.new_context(viewport=WIDE) as made:
        made.add_init_script(NO_SERVICE_WORKER)
        yield made.new_page()


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    with new_page(browser) as page:
        yield page


@pytest.fixture(scope="module")
def block(browser: Browser, site: str) -> Iterator[LiveBlock]:
    """A block of a page that is opened once: after whatever a test does to it, it has to work."""
    with new_page(browser) as page:
        yield opened(page, site)


def opened(page: Page, site: str) -> LiveBlock:
    page.goto(site + PAGE)
    return LiveBlock(Chromium(page), SESSION)


def with_memory(page: Page, site: str) -> LiveBlock:
    """Open the page in a browser that keeps the memory of a start."""
    block = opened(page, site)
    if block.window.run(kept_memory.COUNT) == 1:
        return block
    block.ran()
    wait(block.window, f"{kept_memory.COUNT}.then(count => count === 1)", PATIENCE)
    return opened(page, site)


def still_works(block: LiveBlock) -> None:
    """The next run of the same block does, and that of another one, too."""
    assert block.ran("6 * 7").kind == "changed"
    assert block.printed == ">>> 6 * 7\n42\n"
    assert LiveBlock(block.window, OTHER).ran().kind == "same"


# What blocks do

SHOWN = {
    "while True: print('x')": "(The output was cut here, after 50,000 characters.)",
    "print('x' * 10**6)": "(The output was cut here, after 50,000 characters.)",
    "def f(n): return f(n + 1)\n\nf(0)": "RecursionError: maximum recursion depth exceeded",
    "bytearray(3 * 10**9)": "OverflowError: cannot fit 'int' into an index-sized integer",
    "bytearray(2 * 10**9)": "MemoryError",
    "kept = []\nwhile True: kept.append(bytearray(10**7))": "MemoryError",
    "import sys\nsys.exit(3)\nprint('never')": "(This ends the interpreter: SystemExit(3). "
    "Nothing after it was run.)",
    "input('Name: ')": "EOFError: nothing can be typed while a block runs; "
    "write what it would read into the code",
    "import threading\nthreading.Thread(target=print).start()": "RuntimeError: can't start new",
}


@pytest.mark.parametrize(("code", "last"), SHOWN.items())
def test_what_python_says_of_it_is_shown(block: LiveBlock, code: str, last: str) -> None:
    assert block.ran(code).kind == "changed"
    assert last in block.printed
    still_works(block)


ENDED = {
    "import os\nos._exit(3)": "The code ended Python itself, with exit status 3.",
    "import os\nos.abort()": "The code brought Python itself to its end",
    "import sys\nsys.setrecursionlimit(10**6)\n\n"
    "class Deep:\n    def __repr__(self): return repr(self)\n\nDeep()": "The calls went deeper",
}


@pytest.mark.parametrize(("code", "said"), ENDED.items())
def test_what_ends_python_itself_is_said(block: LiveBlock, code: str, said: str) -> None:
    status = block.ran(code)
    assert status.kind == "problem"
    assert status.text.startswith(("!", said[0]))
    assert said in status.text
    assert "The next run starts a new one." in status.text
    still_works(block)


def test_what_waits_for_a_block_that_ends_python_is_run_all_the_same(block: LiveBlock) -> None:
    other = LiveBlock(block.window, OTHER)
    block.write("import os, time\ntime.sleep(3)\nos._exit(3)")
    block.press("run")
    block.wait_for("[data-command=stop]")
    other.press("run")
    assert block.settled().kind == "problem"
    assert other.settled().kind == "same"


def test_a_loop_without_end_holds_up_nothing_and_is_stopped(block: LiveBlock) -> None:
    page = block.window.page  # type: ignore[attr-defined]
    block.write("import time\nfor i in range(10**9): print(i); time.sleep(0.01)")
    block.press("run")
    block.wait_for(".live-stream", "item?.textContent.includes('3\\n')")
    page.evaluate(
        "window.drawn = 0; (function draw() { if (++drawn < 6) requestAnimationFrame(draw); })()"
    )
    wait(block.window, "window.drawn > 5", PATIENCE)
    page.locator("h1").click()
    block.press("stop")
    assert block.settled().text.endswith("Stopped. The next run starts afresh.")
    assert block.ask(".live-stream", "item.textContent").startswith("0\n1\n2\n")
    still_works(block)


def test_memory_that_was_taken_is_given_back_by_a_new_interpreter(block: LiveBlock) -> None:
    block.ran("kept = bytearray(5 * 10**8)")
    assert block.ran("import sys; 'kept' in dir()").kind == "changed"
    still_works(block)


# What fails


#: What a run needs one after the other, and what is said where it is not there.
NEEDED = {
    "live.js": "live.js could not be loaded.",
    "chapters/send.js": "send.js could not be loaded.",
    "about.js": "about.js could not be loaded.",
    "live-worker.js": "Python could not be loaded.",
    "pyodide.asm.wasm": "Python could not be started: pyodide.asm.wasm can't be loaded.",
}


def test_each_file_that_is_not_there_is_said_and_tried_again(fresh: Page) -> None:
    missing = set(NEEDED)
    said = f"#{SESSION} :is(.block-problem, .live-status[data-kind=problem])"
    with served(missing=missing) as site:
        block = opened(fresh, site)
        for name, problem in NEEDED.items():
            block.press("run")
            fresh.locator(said, has_text=problem).wait_for(timeout=120_000)
            assert fresh.locator("h1").is_visible()
            missing.remove(name)
        assert block.ran().kind == "same"
        assert fresh.locator(".block-problem").count() == 0


def test_two_tabs_run_at_once(tab: Page, site: str) -> None:
    there = tab.context.new_page()
    one, other = opened(tab, site), opened(there, site)
    one.window.run(kept_memory.FORGET)  # both begin with nothing, and keep what they began with
    one.press("run")
    other.press("run")
    assert [one.settled().kind, other.settled().kind] == ["same", "same"]
    there.close()


@contextmanager
def requests_of(page: Page) -> Iterator[list[str]]:
    """Return a list that fills with what a page asks for."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    yield asked
    page.remove_listener("request", note)


def test_data_is_asked_for_as_it_was_when_the_page_was_written(tab: Page, site: str) -> None:
    with requests_of(tab) as asked:
        assert opened(tab, site).ran().kind == "same"
    loaded = tab.locator("html").get_attribute("data-loaded")
    assert loaded
    versions = dict(url.removeprefix(site).split("?v=") for url in asked if "?v=" in url)
    data = {"_static/chapters/send.js", "_static/python/about.js"}
    assert {versions[name] for name in data} == {loaded}
    assert loaded not in {version for name, version in versions.items() if name not in data}


def test_a_start_that_never_ends_is_given_up(tab: Page) -> None:
    with served(policy=POLICY.replace("'wasm-unsafe-eval'", "")) as site:
        block = opened(tab, site)
        tab.evaluate("document.documentElement.dataset.patience = '1500'")
        status = block.ran()
        assert status.kind == "problem"
        assert "Python did not start in time" in status.text
        assert block.has("[data-command=run]")


def test_what_is_kept_of_an_earlier_start_may_be_spoilt(tab: Page, site: str) -> None:
    with_memory(tab, site)
    assert tab.evaluate(kept_memory.SPOIL) == 1
    assert opened(tab, site).ran().kind == "same"


def test_what_is_kept_of_an_earlier_start_outlives_one_that_fails(tab: Page, site: str) -> None:
    block = with_memory(tab, site)
    held: list[Route] = []
    tab.route("**/sources.json*", lambda route: held.append(route))  # noqa: PLW0108  (no builtins there)
    block.press("run")
    while not held:
        tab.wait_for_timeout(50)
    assert "sources.json?v=" in held[0].request.url
    tab.wait_for_timeout(3000)  # the memory has been read by then
    held[0].abort()
    assert "sources.json can't be loaded" in block.settled().text
    assert block.window.run(kept_memory.COUNT) == 1
    tab.unroute("**/sources.json*")
    assert block.ran().kind == "same"


def test_what_was_stopped_while_it_was_loaded_is_not_loaded_again_unasked(
    tab: Page, site: str
) -> None:
    held: list[Route] = []
    tab.route("**/pyodide.asm.wasm*", lambda route: held.append(route))  # noqa: PLW0108  (no builtins there)
    block = opened(tab, site)
    block.press("run")
    while not held:
        tab.wait_for_timeout(50)
    block.wait_for("[data-command=stop]")
    block.press("stop")
    with requests_of(tab) as asked:
        assert block.settled().kind == "stopped"
        tab.wait_for_timeout(500)
    assert (asked, len(held)) == ([], 1)
    tab.unroute("**/pyodide.asm.wasm*")
    assert block.ran().kind == "same"


def test_a_browser_that_keeps_nothing_runs_blocks_all_the_same(fresh: Page, site: str) -> None:
    session = fresh.context.new_cdp_session(fresh)
    fresh.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    )
    session.send("Storage.overrideQuotaForOrigin", {"origin": site.rstrip("/"), "quotaSize": 0})
    block = opened(fresh, site)
    block.write("while True: pass")
    block.wait_for(".live-status", "item.innerText.includes('This browser keeps nothing')")
    block.press("run")
    block.wait_for(".live-status", "item.innerText.startsWith('Running')")
    block.wait_for("[data-command=stop]")
    block.press("stop")
    block.settled()
    still_works(block)


def test_a_browser_that_is_full_says_that_a_change_is_lost(tab: Page, site: str) -> None:
    block = opened(tab, site)
    tab.evaluate(
        "(() => { let size = 2 ** 24; while (size >= 1) try { localStorage.setItem('x' + size +"
        " Math.random(), 'x'.repeat(size)); } catch { size = Math.floor(size / 2); } })()"
    )
    block.write("6 * 7")
    assert "This browser keeps nothing" in block.status.text
    assert block.ran().kind == "changed"
