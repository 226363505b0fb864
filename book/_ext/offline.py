"""Writes the service worker, which keeps the book in the browser for when there is no network."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from sphinx.application import Sphinx

from book._ext.live import FILES, LOCK
from book._ext.render import ON_SCREEN

#: The script of the service worker, in the folder of scripts and at the root of the site.
NAME = "sw.js"

#: What pages are made of; they show no pictures but drawings.
_KINDS = frozenset({".html", ".css", ".js", ".json", ".svg", ".woff2"})

#: The interpreter is kept once it was used: it is larger than all the rest.
_PYTHON = frozenset(f"_static/python/{name}" for name in (*FILES, LOCK))


def kept(site: Path) -> dict[str, dict[str, str]]:
    """Return the digests of the files that are kept, of the book and of its interpreter."""
    paths = {path.relative_to(site).as_posix(): path for path in sorted(site.rglob("*"))}
    return {
        "files": _digests(site, (name for name, path in paths.items() if _is_kept(name, path))),
        "python": _digests(site, sorted(_PYTHON & paths.keys())),
    }


def _is_kept(name: str, path: Path) -> bool:
    return name not in _PYTHON | {NAME} and path.suffix in _KINDS


def _digests(site: Path, names: Iterable[str]) -> dict[str, str]:
    return {name: _digest((site / name).read_bytes()) for name in names}


def _digest(content: bytes) -> str:
    """Return a digest as browsers read it in `integrity`."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def worker(site: Path, script: str) -> str:
    """Return the service worker with the list of what it keeps: another list, another version."""
    return f"const BOOK={json.dumps(kept(site), separators=(',', ':'))};\n{script}"


def write_worker(app: Sphinx, error: Exception | None) -> None:
    """Write the service worker at the root, for it serves what is beside it and below."""
    script = Path(app.config.book_web) / NAME
    if error or app.builder.name not in ON_SCREEN or not app.config.book_published:
        return
    if app.config.book_web and script.is_file():
        text = worker(Path(app.outdir), script.read_text("utf-8"))
        (app.outdir / NAME).write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Write it when nothing else changes a file any more."""
    app.connect("build-finished", write_worker, priority=999)
