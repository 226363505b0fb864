"""What a browser keeps of the book: it can be read without the network, and is of one build."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from book._ext.offline import NAME, kept, worker
from tests import kept_memory
from tests.live_blocks import LiveBlock
from tests.sites import HTML, ROOT, Strict, pages
from tests.windows import Chromium, wait

pages()

PYTHON = kept(HTML)["python"]

#: Blocks of two pages.
BLOCK, PAGE = "send-bill", "send.html"
OTHER, OTHER_PAGE = "throw-and-close-closed", "throw-and-close.html"

KEYS = """caches.open(`book-files:${location.origin}/`).then(cache => cache.keys())
    .then(keys => keys.map(key => key.url.slice(location.origin.length + 1)))"""


class Host:
    """A host of the book, which publishes one build after the other, and can be shut down."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.asked: list[str] = []
        host = self

        class Publishing(Strict):
            def parse_request(self) -> bool:
                # A browser may have connected before it went away, to ask something later.
                return not host.is_away and super().parse_request()

            def translate_path(self, path: str) -> str:
                self.directory = str(host.site)
                host.asked.append(urlsplit(path).path)
                return super().translate_path(path)

        self._handler = Publishing
        self._start(0)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    def _start(self, port: int) -> None:
        self.is_away = False
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Do without it for a while."""
        self.shut_down()
        yield
        self._start(self._server.server_port)

    def shut_down(self) -> None:
        self.is_away = True
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host(HTML)
    yield made
    made.shut_down()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context() as made:
        yield made


def visited(context: BrowserContext, host: Host) -> Page:
    """Return a page of a first visit, when the book is kept."""
    page = context.new_page()
    page.goto(host.address)
    wait(Chromium(page), "navigator.serviceWorker.controller !== null", 60)
    return page


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[tuple[BrowserContext, Host]]:
    """A browser that keeps the book, but no interpreter, and the host that it has it from."""
    host = Host(HTML)
    with browser.new_context() as context:
        visited(context, host).close()
        yield context, host
    host.shut_down()


@pytest.fixture
def later(reader: tuple[BrowserContext, Host]) -> Iterator[tuple[Page, Host]]:
    """A page of a later visit, and the host."""
    context, host = reader
    page = context.new_page()
    page.goto(host.address)
    forget_loaded(page)
    yield page, host
    host.site = HTML
    for left in context.pages:
        left.close()


def forget_loaded(page: Page) -> None:
    """Forget what the browser remembers of its loads by itself."""
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")


def keys(page: Page) -> set[str]:
    """Return what is kept, with digests."""
    return set(page.evaluate(KEYS))


def kept_python(page: Page) -> set[str]:
    return {key for key in keys(page) if key.partition("?")[0] in PYTHON}


def wait_for_python(page: Page) -> None:
    wait(Chromium(page), f"({KEYS}).then(found => {len(PYTHON)} === found.filter(key => "
         f"{sorted(PYTHON)}.includes(key.split('?')[0])).length)", 60)  # fmt: skip


def test_a_book_that_was_visited_is_read_without_the_network(later: tuple[Page, Host]) -> None:
    page, host = later
    assert kept_python(page) == set()
    with host.away():
        page.goto(f"{host.address}{PAGE}?v=1#bill")
        page.locator("frame-microscope").first.scroll_into_view_if_needed()
        page.locator(".fm-player [data-command=next]").first.wait_for()
        page.goto(f"{host.address}search.html?q=gi_frame")
        assert page.locator("#search-results li a").first.get_attribute("href")
        page.goto(f"{host.address}send")
        assert "Talking to a generator" in page.title()
        missing = page.goto(f"{host.address}solutions/nowhere.html")
        assert missing is not None and missing.status == 404
        assert page.locator("h1").inner_text() == "Page not found"


def test_a_page_comes_with_its_own_scripts_where_a_host_leaves_out_the_end_of_its_name(
    later: tuple[Page, Host],
) -> None:
    page, host = later
    del host.asked[:]
    page.goto(f"{host.address}send")
    assert "Talking to a generator" in page.title()
    assert "/send" not in host.asked


def test_who_has_run_a_block_runs_blocks_without_the_network(
    context: BrowserContext, host: Host
) -> None:
    page = visited(context, host)
    page.goto(host.address + PAGE)
    assert LiveBlock(Chromium(page), BLOCK).ran().kind == "same"
    wait_for_python(page)
    forget_loaded(page)
    host.shut_down()
    page.evaluate(kept_memory.FORGET)  # with the memory of a start, less is needed
    page.goto(host.address + OTHER_PAGE)
    assert LiveBlock(Chromium(page), OTHER).ran().kind == "same"


def new_build(folder: Path) -> Path:
    """Return a build with another page and another script."""
    site = folder / "site"
    shutil.copytree(HTML, site)
    changes = {PAGE: ("<title>", "<title>New: "), "_static/theme.js": ("", "window.isNew = true;")}
    for name, change in changes.items():
        (site / name).write_text((site / name).read_text("utf-8").replace(*change, 1), "utf-8")
    script = (ROOT / "_build" / "web" / NAME).read_text("utf-8")
    (site / NAME).write_text(worker(site, script), encoding="utf-8")
    return site


def after_all_are_closed(page: Page, host: Host) -> Page:
    """Close the only page, and return one that is opened when the new build's worker is active.

    Chromium stops the old one for it, and loses what it asks it for in that moment: a page that
    is opened there may never come, or come with scripts of the host.
    """
    with page.context.new_page() as watching:
        statuses = workers_seen_by(watching)
        wait_at(watching, lambda: "installed" in statuses.values())
        (new,) = (worker for worker, status in statuses.items() if status == "installed")
        page.close()
        wait_at(watching, lambda: statuses[new] == "activated")
        page = page.context.new_page()
    page.goto(host.address + PAGE)
    return page


def workers_seen_by(page: Page) -> dict[str, str]:
    """Return what becomes of each service worker of the browser, as it becomes known."""
    statuses: dict[str, str] = {}

    def note(said: dict[str, Any]) -> None:
        statuses.update({version["versionId"]: version["status"] for version in said["versions"]})

    session = page.context.new_cdp_session(page)
    session.on("ServiceWorker.workerVersionUpdated", note)
    session.send("ServiceWorker.enable")
    return statuses


def wait_at(page: Page, condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for what the browser tells of itself."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "the browser has never told so"
        page.wait_for_timeout(20)


def is_new(page: Page) -> tuple[bool, bool]:
    """Is the page of the new build, and is its script?"""
    return page.title().startswith("New: "), page.evaluate("window.isNew === true")


def test_a_new_build_replaces_the_old_one_whole_when_its_pages_are_closed(
    context: BrowserContext, host: Host, tmp_path: Path
) -> None:
    page = visited(context, host)
    page.evaluate("navigator.serviceWorker.controller.postMessage('keep-python')")
    wait_for_python(page)
    page.evaluate("caches.open('another')")  # what the book has not put there is not its to drop
    before = keys(page)
    host.site, host.asked = new_build(tmp_path), []
    page.goto(host.address + PAGE)
    registered = "navigator.serviceWorker.getRegistration()"
    wait(Chromium(page), f"{registered}.then(found => found.waiting !== null)", 60)
    page.reload()
    assert is_new(page) == (False, False)
    changed = {"sw.js", PAGE, "_static/theme.js"}
    assert {path.lstrip("/") for path in host.asked} == changed
    page = after_all_are_closed(page, host)
    assert is_new(page) == (True, True)
    wait(Chromium(page), f"({KEYS}).then(found => found.length === {len(before)})")
    assert {key.partition("?")[0] for key in before ^ keys(page)} == changed - {"sw.js"}
    assert page.evaluate("caches.has('another')")


def test_a_build_that_can_not_be_had_whole_leaves_the_old_one(
    later: tuple[Page, Host], tmp_path: Path
) -> None:
    page, host = later
    before = keys(page)
    host.site = new_build(tmp_path)
    (host.site / "_static/theme.js").write_text("half = 'published'")
    page.goto(host.address)
    failed = """navigator.serviceWorker.getRegistration().then(found => found.update()).then(
        found => new Promise(resolve => found.installing.addEventListener(
            'statechange', event => resolve(event.target.state))), () => 'refused')"""
    assert page.evaluate(failed) in ("redundant", "refused")
    page.close()
    page = page.context.new_page()
    page.goto(host.address + PAGE)
    assert is_new(page) == (False, False)
    assert before <= keys(page)
