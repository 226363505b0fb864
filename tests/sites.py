"""The built site, served on this machine as a strict host would serve it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

#: What is tested: the site that `make html` has built, unless another one is named.
HTML = Path(os.environ.get("BOOK_HTML") or ROOT / "_build" / "html")

#: Nothing from elsewhere, nothing inline; the last word is for the Python of later pages.
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"


def pages() -> list[str]:
    """Return the names of all pages; skip the tests where there are none."""
    if not HTML.is_dir():
        pytest.skip(f"there is no {HTML.name}; `make html` builds it", allow_module_level=True)
    return sorted(path.relative_to(HTML).as_posix() for path in HTML.rglob("*.html"))


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
        """Say nothing: the tests speak of what goes wrong."""


class Strict(_Quiet):
    """A host that sends the policy."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


@contextmanager
def served(folder: Path = HTML, *, with_policy: bool = True) -> Iterator[str]:
    """Serve a folder on the loopback; yield its address, which ends with a slash."""
    handler = partial(Strict if with_policy else _Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
