"""The built site, served on this machine as a strict host would serve it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

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


class Strict(SimpleHTTPRequestHandler):
    """A host that sends the policy, and says nothing else."""

    policy: ClassVar[str] = POLICY
    #: How the addresses end for which there is nothing.
    missing: ClassVar[set[str]] = set()
    #: Files that stand for those of some addresses.
    instead: ClassVar[Mapping[str, Path]] = {}

    def translate_path(self, path: str) -> str:
        other = self.instead.get(path.partition("?")[0].lstrip("/"))
        return super().translate_path(path) if other is None else str(other)

    def do_GET(self) -> None:
        if self.path.partition("?")[0].endswith(tuple(self.missing)):
            self.send_error(404)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (its name there)
        """Say nothing: the tests speak of what goes wrong."""


@contextmanager
def served(
    folder: Path = HTML,
    *,
    policy: str = POLICY,
    missing: set[str] | None = None,
    instead: Mapping[str, Path] | None = None,
) -> Iterator[str]:
    """Serve a folder on the loopback; yield its address, which ends with a slash.

    Whoever keeps `missing` can change it: what ends so is not there.
    """
    handler = type(
        "_Handler",
        (Strict,),
        {
            "policy": policy,
            "missing": set() if missing is None else missing,
            "instead": instead or {},
        },
    )
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
