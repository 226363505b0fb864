"""The zip of `make offline`: unpacked anywhere, its pages do from disk what they do on a host."""

from __future__ import annotations

import base64
import gzip
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from book._ext.disk import files
from book._ext.live import FILES, LOCK
from book._ext.policy import FROM_DISK, IN_PAGE
from tests import kept_memory
from tests.disk_copies import NAME, copy_of_the_book, zipped
from tests.live_blocks import LiveBlock, forgotten
from tests.sites import pages
from tests.windows import WIDE, Chromium, Firefox, Window, wait

pages()

NewWindow = Callable[..., Window]

# What is in it

PAGE = f"""\
<meta http-equiv="Content-Security-Policy" content="{IN_PAGE}">
    <link rel="preload" as="font" crossorigin href="_static/fonts/serif.woff2">
<p>Text.</p>
"""
SITE = {
    "index.html": PAGE,
    "404.html": PAGE,
    "sw.js": "",
    "_static/theme.js.map": "",
    "_headers": "",
    "_static/book.css": '.search { mask-image: url("search.svg"); }',
    "_static/search.svg": "<svg/>",
    "_static/documentation_options.js": "SHOW_SEARCH_SUMMARY: true,",
    "_static/live-worker.js": "onmessage = null;",
    "_static/python/about.js": "window.bookPython={}",
    **{f"_static/python/{name}": name for name in (*FILES, LOCK, "sources.json")},
}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site with the files that the copy changes, and the folder of the scripts beside it."""
    written = {f"site/{name}": text for name, text in SITE.items()} | {"web/unpack.js": "unpack()"}
    for name, text in written.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def copied(small: Path) -> dict[str, str]:
    return {name: text.decode() for name, text in files(small / "site", small / "web")}


def test_a_copy_has_no_file_that_only_a_host_needs(copied: dict[str, str]) -> None:
    python = {f"_static/python/{name}" for name in ("about.js", "packed.js")}
    assert set(copied) == python | {
        "index.html",
        "_static/book.css",
        "_static/search.svg",
        "_static/documentation_options.js",
    }


def test_a_page_of_a_copy_asks_for_nothing_that_is_refused_from_disk(
    copied: dict[str, str],
) -> None:
    assert re.findall('content="([^"]*)"', copied["index.html"]) == [FROM_DISK]
    assert "preload" not in copied["index.html"]
    assert "<p>Text.</p>" in copied["index.html"]
    drawing = base64.b64encode(b"<svg/>").decode()
    assert f'url("data:image/svg+xml;base64,{drawing}")' in copied["_static/book.css"]
    assert copied["_static/documentation_options.js"] == "SHOW_SEARCH_SUMMARY: false,"


def test_the_interpreter_of_a_copy_is_in_a_script(copied: dict[str, str]) -> None:
    assert copied["_static/python/about.js"] == "window.bookPython={};unpack()"
    script = copied["_static/python/packed.js"]
    holds = json.loads(script.removeprefix("window.bookPacked="))
    assert holds["worker"] == "onmessage = null;"
    found = {name: gzip.decompress(base64.b64decode(text)) for name, text in holds["files"].items()}
    assert found == {name: name.encode() for name in (*FILES, LOCK, "sources.json")}


def test_the_same_site_gives_the_same_zip(small: Path) -> None:
    first, second = small / "first", small / "second"
    for folder in (first, second):
        (small / "site/index.html").touch()
        folder.mkdir()
        zipped(small / "site", folder)
    assert (first / f"{NAME}.zip").read_bytes() == (second / f"{NAME}.zip").read_bytes()
    with zipfile.ZipFile(first / f"{NAME}.zip") as archive:
        assert f"{NAME}/index.html" in archive.namelist()


def test_a_site_that_is_not_what_a_copy_is_made_of_is_refused(small: Path) -> None:
    (small / "site/index.html").write_text("<p>Without a policy.</p>")
    with pytest.raises(SystemExit, match=r"index\.html was expected to say once"):
        list(files(small / "site", small / "web"))


# What it does

BLOCK, ENDLESS = "send-bill", "while True: pass"


@pytest.fixture
def copy(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a copy of the book."""
    return copy_of_the_book(tmp_path_factory.getbasetemp())


@pytest.fixture
def window(new_window: NewWindow, copy: str) -> Iterator[Window]:
    opened = new_window()
    opened.open(f"{copy}send.html")
    with forgotten(opened):
        yield opened


def complaints(window: Window) -> list[str]:
    """Return a list that fills with what goes elsewhere, and with what the console is told."""
    found: list[str] = []
    if isinstance(window, Chromium):
        page = window.page
        page.on("request", lambda asked: found.append(asked.url))
        page.on("console", lambda message: found.append(message.text))
        page.on("pageerror", lambda error: found.append(str(error)))
    return found


def elsewhere(found: list[str]) -> list[str]:
    return [one for one in found if not one.startswith(("file:", "blob:", "data:"))]


def test_a_block_is_run_changed_stopped_and_stepped_through_from_disk(window: Window) -> None:
    heard = complaints(window)
    block = LiveBlock(window, BLOCK)
    assert block.ran().kind == "same", block.status.text
    block.write(ENDLESS)
    block.press("run")
    block.wait_for(".live-status", "item?.textContent.startsWith('Running')")
    block.wait_for("[data-command=stop]")
    block.press("stop")
    assert block.settled().kind == "stopped"
    block.write("print(6 * 7)")
    assert block.ran().kind == "changed", block.status.text
    assert block.printed == "42\n"
    block.press("step")
    wait(window, "document.querySelector('.live-film .fm-player [data-command=next]') !== null", 60)
    assert elsewhere(heard) == []


def test_the_next_page_of_a_copy_begins_with_the_memory_that_was_kept(
    chromium_window: NewWindow, copy: str
) -> None:
    window = chromium_window(WIDE)
    window.open(f"{copy}send.html")
    window.run(kept_memory.FORGET)
    assert LiveBlock(window, BLOCK).ran().kind == "same"
    wait(window, kept_memory.COUNT)
    window.run(kept_memory.MARK)  # a start from nothing would keep its own memory, and nothing else
    window.open(f"{copy}throw-and-close.html")
    other = window.run("document.querySelector('figure[data-block]:not([data-runs=no])').id")
    assert LiveBlock(window, other).ran().kind == "same"
    window.run("new Promise(done => setTimeout(done, 2000))")
    assert window.run(kept_memory.COUNT) == 2


def test_a_copy_is_searched_and_its_fonts_are_there(window: Window, copy: str) -> None:
    heard = complaints(window)
    window.run("document.fonts.ready.then(() => 0)")
    assert "loaded" in window.run("[...document.fonts].map(font => font.status)")
    assert "error" not in window.run("[...document.fonts].map(font => font.status)")
    window.open(f"{copy}search.html?q=gi_frame")
    wait(window, "document.querySelector('#search-results li a') !== null")
    link = "document.querySelector('#search-results li a')"
    assert str(window.run(f"{link}.getAttribute('href')")).startswith("life-of-a-generator.html")
    assert elsewhere(heard) == []


def test_progress_is_listed_or_it_is_said_that_it_can_not_be(window: Window, copy: str) -> None:
    """Firefox lets a page from disk see nothing of what another one keeps."""
    window.run("localStorage.setItem('book-done:read:send', '')")
    window.open(f"{copy}progress.html")
    wait(window, "document.querySelector('.progress-report').innerText !== ''")
    said = str(window.run("document.querySelector('.progress-report').innerText"))
    is_apart = window.run("localStorage.getItem('book-done:read:send')") is None
    assert is_apart == isinstance(window, Firefox)
    assert ("Firefox keeps what you do" in said) == is_apart
    assert ("read to the end" in said) != is_apart


def test_a_version_is_chosen_for_a_copy_and_remembered(window: Window, copy: str) -> None:
    oldest = "document.querySelector('input[data-versions~=\"3.11\"]')"
    window.open(f"{copy}suspend-and-resume.html")
    window.run(f"{oldest}.click()")
    window.open(f"{copy}suspend-and-resume.html")
    assert window.run(f"{oldest}.checked")
