"""Makes of the built site one zip that opens by double click.

`python -m book._ext.disk SITE WEB ZIP`, with the folder of the site and that of the scripts.

A page from disk may load scripts, styles and fonts, and nothing else. So the interpreter comes in a
script and drawings in the style sheets, and the pages have a policy of their own for that. The same
site gives the same zip.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from book._ext import offline
from book._ext.live import FILES, LOCK
from book._ext.policy import FROM_DISK, IN_PAGE

#: Where the interpreter is, in the site; and what of it a script can load.
PYTHON = "_static/python"
ABOUT, PACKED = f"{PYTHON}/about.js", f"{PYTHON}/packed.js"

#: What makes the search ask for the pages that it has found.
_SUMMARIES = "SHOW_SEARCH_SUMMARY: true", "SHOW_SEARCH_SUMMARY: false"

#: What only a host needs, and what nobody asks for.
_OF_A_HOST = ("_headers", "404.html", "objects.inv", offline.NAME)
_UNASKED = (".", "_static/card.png", "_static/live-worker.js", "_static/readme/", f"{PYTHON}/")

#: A font may be loaded, but not ahead of its style sheet: that would be a request with an origin.
_PRELOAD = re.compile(r' *<link rel="preload"[^>]*>\n')
_DRAWING = re.compile(r'url\("([\w-]+\.svg)"\)')

_WHEN = (1980, 1, 1, 0, 0, 0)


def files(site: Path, web: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the copy in their order."""
    found = {name: (site / name).read_bytes() for name in _names(site)}
    found[ABOUT] = (site / ABOUT).read_bytes() + b";" + (web / "unpack.js").read_bytes()
    found[PACKED] = packed(site).encode()
    for name, content in sorted(found.items()):
        yield name, _changed(name, content.decode(), site).encode() if _is_text(name) else content


def _is_text(name: str) -> bool:
    return name.endswith((".html", ".css", ".js"))


def _names(site: Path) -> Iterator[str]:
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.is_file() and not _is_left_out(name):
            yield name


def _is_left_out(name: str) -> bool:
    return name in _OF_A_HOST or name.startswith(_UNASKED) or name.endswith(".map")


def _changed(name: str, text: str, site: Path) -> str:
    if name.endswith(".html"):
        return _PRELOAD.sub("", _replaced(name, text, IN_PAGE, FROM_DISK))
    if name.endswith(".css"):
        folder = (site / name).parent
        return _DRAWING.sub(lambda found: f'url("{_inline(folder / found[1])}")', text)
    if name == "_static/documentation_options.js":
        return _replaced(name, text, *_SUMMARIES)
    return text


def _replaced(name: str, text: str, old: str, new: str) -> str:
    if text.count(old) != 1:
        raise SystemExit(f"{name} was expected to say once: {old}")
    return text.replace(old, new)


def _inline(drawing: Path) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(drawing.read_bytes()).decode()}"


def packed(site: Path) -> str:
    """Return the script that holds the interpreter: its files compressed, the worker as it is."""
    folder = site / PYTHON
    holds = {
        "worker": (site / "_static/live-worker.js").read_text("utf-8"),
        "files": {name: _squeezed(folder / name) for name in (*FILES, LOCK, "sources.json")},
    }
    return f"window.bookPacked={json.dumps(holds, separators=(',', ':'))}\n"


def _squeezed(path: Path) -> str:
    return base64.b64encode(gzip.compress(path.read_bytes(), mtime=0)).decode()


def write(target: Path, found: Iterator[tuple[str, bytes]]) -> None:
    """Write the zip; all its files are in one folder, which has its name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in found:
            entry = zipfile.ZipInfo(f"{target.stem}/{name}", _WHEN)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    SITE, WEB, ZIP = map(Path, sys.argv[1:])
    write(ZIP, files(SITE, WEB))
