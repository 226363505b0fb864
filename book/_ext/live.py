"""Puts beside the pages what runs their blocks: the pinned interpreter, its sources, the corpus."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from book._ext.domain import BookDomain, book_of
from book._ext.render import ON_SCREEN, copy_changed
from snippets.blocks import Block
from snippets.versions import PINNED

Json = dict[str, Any]

#: What the interpreter needs of its package; its lock file is written without the packages.
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"

#: The script that starts the interpreter.
WORKER = "live-worker.js"

_ROOT = Path(__file__).resolve().parents[2]

#: The packages of the book that run in the page: the runner and the library.
PACKAGES = ("snippets", "gentools")


def sources(root: Path) -> dict[str, str]:
    """Return the text of each module that the interpreter in the page imports, by its path."""
    found = (path for name in PACKAGES for path in _modules(root / name))
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted(found)}


def _modules(folder: Path) -> Iterator[Path]:
    """Yield modules and schemas; the folders of chapters are no packages."""
    yield from folder.glob("*.py")
    yield from folder.glob("*.schema.json")
    for inner in folder.iterdir():
        if inner.is_dir() and (inner / "__init__.py").is_file():
            yield from _modules(inner)


def blocks(of: Iterable[Block]) -> dict[str, dict[str, Json]]:
    """Return the blocks of each chapter as the pages need them."""
    chapters: dict[str, dict[str, Json]] = {}
    for block in of:
        chapters.setdefault(block.chapter, {})[block.name] = _block(block)
    return chapters


def _block(block: Block) -> Json:
    variant = block.variant_for(PINNED)
    found: Json = {"file": block.filename, "text": variant.text}
    if variant.output:
        found["out"] = variant.output
    if block.needs.after:
        found["after"] = block.needs.after
    return found


class Live:
    """The folder of what the pages load in order to run blocks."""

    def __init__(self, static: Path, package: Path, web: Path) -> None:
        self._static = static
        self._package = package
        self._web = web

    def write(self, book: BookDomain) -> None:
        """Write what is missing or has changed."""
        self._write_python()
        for chapter, found in blocks(book.corpus.blocks.values()).items():
            text = f"(window.bookChapters??={{}})[{_dumped(chapter)}]={_dumped(found)}"
            _write(self._static / "chapters" / f"{chapter}.js", text)

    def _write_python(self) -> None:
        folder = self._static / "python"
        for name in FILES:
            copy_changed(self._package / name, folder / name)
        texts = self._texts()
        for name, text in texts.items():
            _write(folder / name, text)
        about = {
            "version": json.loads(texts[LOCK])["info"]["python"],
            "size": sum((folder / name).stat().st_size for name in (*FILES, *texts)),
            "stamp": self.stamp(),
        }
        _write(folder / "about.js", f"window.bookPython={_dumped(about)}")

    def _texts(self) -> dict[str, str]:
        lock = json.loads((self._package / LOCK).read_text("utf-8"))
        return {LOCK: _dumped({**lock, "packages": {}}), "sources.json": _dumped(sources(_ROOT))}

    def stamp(self) -> str:
        """Return what changes with anything that a start of the interpreter depends on.

        The worker prepares what is kept of a start.
        """
        digest = hashlib.sha256()
        for path in (*(self._package / name for name in FILES), self._web / WORKER):
            digest.update(path.read_bytes())
        for text in self._texts().values():
            digest.update(text.encode())
        return digest.hexdigest()[:16]


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def live_of(app: Sphinx) -> Live | None:
    """Return what this build puts beside its pages, if blocks run in them."""
    if app.builder.name not in ON_SCREEN or not app.config.book_python:
        return None
    config = app.config
    return Live(app.outdir / "_static", Path(config.book_python), Path(config.book_web))


def _finish(app: Sphinx, error: Exception | None) -> None:
    live = live_of(app)
    if live and not error:
        live.write(book_of(app.env))


def setup(app: Sphinx) -> None:
    """Register where the interpreter for the page is."""
    app.add_config_value("book_python", "", "", str)
    app.connect("build-finished", _finish)
