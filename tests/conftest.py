"""What all tests share: nothing may be skipped in CI, and which browser is used."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests.browsers import chromium
from tests.windows import WIDE, Chromium, Firefox, Size, Window

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

IN_CI = bool(os.environ.get("CI"))
IN_WEBASSEMBLY = sys.platform == "emscripten"
HAS_POSIX = os.name == "posix" and not IN_WEBASSEMBLY
ABSENT = {"native": IN_WEBASSEMBLY, "posix": not HAS_POSIX}

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


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium of the system's packages."""
    options = chromium()
    if options is None:
        pytest.skip("no chromium on PATH")
    return {**browser_type_launch_args, **options}


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """The Firefox of the system's packages."""
    executable = shutil.which("firefox-esr") or shutil.which("firefox")
    if executable is None:
        pytest.skip("no firefox-esr on PATH")
    if shutil.which("node") is None:
        pytest.skip("no node on PATH, which drives Firefox")
    driven = Firefox(executable)
    yield driven
    driven.close()


@pytest.fixture
def firefox_window(firefox: Firefox) -> Callable[..., Window]:
    """Open a new window of Firefox, in the place of the one before."""

    def new(size: Size = WIDE, *, has_touch: bool = False) -> Window:
        firefox.renew(size)
        return firefox

    return new


@pytest.fixture
def chromium_window(browser: Browser) -> Iterator[Callable[..., Window]]:
    """Open a new window of Chromium."""
    opened: list[BrowserContext] = []

    def new(size: Size = WIDE, *, has_touch: bool = False) -> Window:
        context = browser.new_context(
            viewport={"width": size["width"], "height": size["height"]},
            has_touch=has_touch,
            permissions=["clipboard-read", "clipboard-write"],
        )
        opened.append(context)
        return Chromium(context.new_page())

    yield new
    for context in opened:
        context.close()


@pytest.fixture(params=["chromium", "firefox"])
def new_window(request: pytest.FixtureRequest) -> Callable[..., Window]:
    """Open a new window of a browser, which remembers nothing of others: once in each browser."""
    opens: Callable[..., Window] = request.getfixturevalue(f"{request.param}_window")
    return opens
