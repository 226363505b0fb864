"""What all tests share: nothing may be skipped in CI, and which browser is used."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.windows import Firefox, Size, Window

# What drives browsers is imported where it is used: most interpreters that run tests have none.

IN_CI = bool(os.environ.get("CI"))
IN_WEBASSEMBLY = sys.platform == "emscripten"
HAS_POSIX = os.name == "posix" and not IN_WEBASSEMBLY
OF_THE_PDF = {"tests/test_pdf_book.py", "tests/test_print_films.py"}
ABSENT = {
    "native": IN_WEBASSEMBLY,
    "posix": not HAS_POSIX,
    "linux": sys.platform != "linux",
}

hypothesis.settings.register_profile(
    "book", deadline=None, derandomize=IN_CI, max_examples=20 if IN_WEBASSEMBLY else 100
)
hypothesis.settings.load_profile("book")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this system or this Python does not have at all: that is no missing part."""
    elsewhere = [item for item in items if any(map(_is_of_elsewhere, item.iter_markers()))]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]
    # What drives a browser takes longest: it comes first, so that nobody waits for it at the end.
    driving = {item.path for item in items if "browser" in getattr(item, "fixturenames", ())}
    items.sort(key=lambda item: item.path not in driving)


def _is_of_elsewhere(mark: pytest.Mark) -> bool:
    if mark.name == "since":
        return sys.version_info[:2] < mark.args
    if mark.name == "up_to":
        return sys.version_info[:2] > mark.args
    return ABSENT.get(mark.name, False)


# These see the tests of this folder only. A block of the corpus may say by a `#:` line that it
# needs a later CPython; `python -m snippets --all` makes sure that it runs somewhere.


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        _fail(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if IN_CI and report.skipped:
        _fail(report)
    return report


def _fail(report: pytest.TestReport | pytest.CollectReport) -> None:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
    report.outcome = "failed"
    report.longrepr = f"{report.nodeid} was skipped, which fails where CI is set. {reason}"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give a worker the tests of a file, or of all files about the PDF: it takes long to read."""
    from xdist.scheduler import LoadFileScheduling

    class Scheduling(LoadFileScheduling):  # type: ignore[misc]  # it has no types
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return "the PDF" if file in OF_THE_PDF else file

    config.option.loadscopereorder = False
    return Scheduling(config, log)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium of the system's packages."""
    from tests.browsers import IN_A_HURRY, WHOLE, WINDOWLESS, chromium

    is_watched = browser_type_launch_args.get("headless") is False
    options = chromium(IN_A_HURRY, names=WHOLE if is_watched else [*WINDOWLESS, *WHOLE])
    if options is None:
        pytest.skip("no chromium on PATH")
    return {**browser_type_launch_args, **options}


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the built book, as a strict host serves it."""
    from tests.sites import served

    with served() as address:
        yield address


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """The Firefox of the system's packages."""
    executable = shutil.which("firefox-esr") or shutil.which("firefox")
    if executable is None:
        pytest.skip("no firefox-esr on PATH")
    if shutil.which("node") is None:
        pytest.skip("no node on PATH, which drives Firefox")
    from tests.windows import Firefox

    driven = Firefox(executable)
    yield driven
    driven.close()


@pytest.fixture
def firefox_window(firefox: Firefox) -> Callable[..., Window]:
    """Open a window of Firefox."""

    def new(size: Size, *, has_touch: bool = False) -> Window:
        firefox.resize(size)
        return firefox

    return new


@pytest.fixture(scope="session")
def chromium_pages(browser: Browser) -> Callable[[bool], Page]:
    """Return a page of Chromium with or without touch, always the same: windows are expensive."""
    from tests.browsers import NO_SERVICE_WORKER

    @cache
    def page(has_touch: bool) -> Page:
        context = browser.new_context(
            has_touch=has_touch, permissions=["clipboard-read", "clipboard-write"]
        )
        context.add_init_script(NO_SERVICE_WORKER)
        return context.new_page()

    return page


@pytest.fixture
def tab(chromium_pages: Callable[[bool], Page]) -> Iterator[Page]:
    """A page of a reader of whom nothing is kept, but for what Python begins with.

    It is one for all tests: each new one is a process that begins with nothing.
    """
    from tests.windows import WIDE

    page = chromium_pages(False)
    page.set_viewport_size({"width": WIDE["width"], "height": WIDE["height"]})
    page.emulate_media(reduced_motion="reduce")
    yield page
    page.unroute_all()
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null")
    if page.url.startswith("http:"):
        page.evaluate("localStorage.clear()")
    page.goto("about:blank")


@pytest.fixture
def chromium_window(chromium_pages: Callable[[bool], Page]) -> Callable[..., Window]:
    """Open a window of Chromium."""
    from tests.windows import Chromium

    def new(size: Size, *, has_touch: bool = False) -> Window:
        page = chromium_pages(has_touch)
        page.set_viewport_size({"width": size["width"], "height": size["height"]})
        return Chromium(page)

    return new


@pytest.fixture(params=["chromium", "firefox"])
def new_window(request: pytest.FixtureRequest) -> Iterator[Callable[..., Window]]:
    """Open a window of a browser, which remembers nothing of other tests; once in each browser."""
    from tests.windows import WIDE

    opens: Callable[..., Window] = request.getfixturevalue(f"{request.param}_window")
    opened: list[Window] = []

    def new(size: Size = WIDE, *, has_touch: bool = False) -> Window:
        opened.append(opens(size, has_touch=has_touch))
        return opened[-1]

    yield new
    for window in opened:
        window.run("location.protocol === 'http:' && localStorage.clear()")
