"""Puts beside the pages what runs their blocks: the pinned interpreter, its sources, the corpus."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from book._ext.domain import BookDomain, book_of
from book._ext.render import ON_SCREEN
from snippets.blocks import Block
from snippets.versions import PINNED

Json = dict[str, Any]

#: What the interpreter needs of its package; its lock file is written without the packages.
FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"

#: The script that starts the interpreter.
WORKER = "live-worker.js"

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

    def __init__(self, static: Path, package: Path, root: Path) -> None:
        self._static = static
        self._package = package
        self._root = root

    def write(self, book: BookDomain) -> None:
        """Write what is missing or has changed."""
        self._write_python()
        for chapter, found in blocks(book.corpus.blocks.values()).items():
            text = f"(window.bookChapters??={{}})[{_dumped(chapter)}]={_dumped(found)}"
            _write(self._static / "chapters" / f"{chapter}.js", text)

    def _write_python(self) -> None:
        folder = self._static / "python"
        folder.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            _copy(self._package / name, folder / name)
        lock = json.loads((self._package / LOCK).read_text("utf-8"))
        _write(folder / LOCK, _dumped({**lock, "packages": {}}))
        _write(folder / "sources.json", _dumped(sources(self._root)))
        about = {
            "version": lock["info"]["python"],
            "size": sum(path.stat().st_size for path in self._all(folder)),
            "stamp": self._stamp(folder),
        }
        _write(folder / "about.js", f"window.bookPython={_dumped(about)}")

    def _stamp(self, folder: Path) -> str:
        """Return what changes with anything that a start of the interpreter depends on.

        The worker, which Sphinx has put there by now, prepares what is kept of a start.
        """
        digest = hashlib.sha256()
        for path in (*self._all(folder), self._static / WORKER):
            digest.update(path.read_bytes())
        return digest.hexdigest()[:16]

    def _all(self, folder: Path) -> list[Path]:
        return [folder / name for name in (*FILES, LOCK, "sources.json")]


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text("utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _copy(source: Path, target: Path) -> None:
    if not target.is_file() or target.stat().st_mtime < source.stat().st_mtime:
        shutil.copy2(source, target)


def _finish(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.name not in ON_SCREEN or not app.config.book_python:
        return
    root = Path(__file__).resolve().parents[2]
    Live(app.outdir / "_static", Path(app.config.book_python), root).write(book_of(app.env))


def setup(app: Sphinx) -> None:
    """Register where the interpreter for the page is."""
    app.add_config_value("book_python", "", "", str)
    app.connect("build-finished", _finish)
