"""What the build writes for readers without a network, and for a host that sends no headers."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from book._ext.offline import kept
from tests.sites import HTML, POLICY, pages
from tests.small_books import SmallBook

pytestmark = pytest.mark.filterwarnings("ignore::sphinx.deprecation.RemovedInSphinx11Warning")

SCRIPT = "addEventListener('fetch', () => BOOK)"


def with_script(folder: Path) -> SmallBook:
    """Return a small book, and beside it the script of a service worker."""
    (folder / "web").mkdir()
    (folder / "web/sw.js").write_text(SCRIPT)
    return SmallBook(folder)


def listed(script: str) -> Any:
    """Return the list that stands in front of a service worker."""
    first, _, rest = script.partition("\n")
    assert rest == SCRIPT
    return json.loads(first.removeprefix("const BOOK=").rstrip(";"))


def test_the_service_worker_begins_with_what_the_build_has_written(tmp_path: Path) -> None:
    built = with_script(tmp_path).build(book_web=str(tmp_path / "web"))
    found = listed((built.output / "sw.js").read_text())
    assert {"index.html", "alpha.html", "searchindex.js"} <= set(found["files"])
    for name, digest in found["files"].items():
        content = (built.output / name).read_bytes()
        assert base64.b64decode(digest) == hashlib.sha256(content).digest()


def test_an_author_who_writes_gets_no_service_worker_and_no_policy(tmp_path: Path) -> None:
    book = with_script(tmp_path)
    built = book.build(book_web=str(tmp_path / "web"), book_published=False)
    assert [name for name in ("sw.js", "_headers") if (built.output / name).exists()] == []


def test_the_book_is_kept_at_once_and_the_interpreter_by_itself(tmp_path: Path) -> None:
    files = {"index.html", "_static/book.js", "_static/fonts/serif.woff2"}
    files |= {"_static/python/about.js", "_static/python/sources.json"}
    python = {"_static/python/pyodide.asm.wasm", "_static/python/python_stdlib.zip"}
    unkept = {"sw.js", "_snippets/send/bill.py", "objects.inv", "_static/card.png", ".buildinfo"}
    for name in files | python | unkept:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = kept(tmp_path)
    assert set(found["files"]) == files
    assert set(found["python"]) == python


@pytest.mark.parametrize("name", pages())
def test_a_page_carries_the_policy_before_anything_that_it_loads(name: str) -> None:
    head = (HTML / name).read_text("utf-8").partition("<link")[0]
    assert head.count(f'http-equiv="Content-Security-Policy" content="{POLICY}; worker-src') == 1
    assert "<script" not in head


def test_hosts_that_read_headers_are_told_the_strict_policy() -> None:
    assert f"\n  Content-Security-Policy: {POLICY}\n" in (HTML / "_headers").read_text()
