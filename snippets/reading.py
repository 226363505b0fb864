"""Reads the files of the corpus."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from snippets.blocks import Block, Variant
from snippets.characters import first_tab, first_unseen
from snippets.needs import Needs, NeedsError, parse_needs, split_header
from snippets.problems import Problem
from snippets.versions import Version, parse_version

_FILE = re.compile(r"(?P<name>[a-z][a-z_]*)(?:\.(?P<since>\d+\.\d+))?\.(?P<ending>pycon|py|out)")
_CHAPTER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NAMING = "a block is NAME.py or NAME.pycon, its outputs NAME.out, its variants NAME.3.13.pycon"


def read_blocks(root: Path, chapters: Collection[str]) -> tuple[list[Block], list[Problem]]:
    """Return the blocks below `root` (in `chapters`, if any are named) and what is wrong there."""
    reader = _Reader()
    blocks: list[Block] = []
    for folder in sorted(root.iterdir()):
        wanted = not chapters or folder.name in chapters
        if wanted and folder.is_dir() and _CHAPTER.fullmatch(folder.name):
            blocks += reader.chapter(folder)
    return blocks, reader.problems


class _File(NamedTuple):
    """A file whose name says what it is."""

    path: Path
    name: str
    since: Version | None
    ending: str

    @classmethod
    def of(cls, path: Path) -> _File | None:
        match = _FILE.fullmatch(path.name)
        if match is None or not path.is_file():
            return None
        since = parse_version(match["since"]) if match["since"] else None
        return cls(path, match["name"], since, match["ending"])


class _Reader:
    """Reads the files of a corpus, and notes what is wrong with each."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def chapter(self, folder: Path) -> Iterator[Block]:
        files: dict[str, list[_File]] = defaultdict(list)
        for path in sorted(folder.iterdir(), key=lambda item: item.name):
            if path.name.startswith((".", "__")):
                continue
            file = _File.of(path)
            if file is None:
                self._problem(path, 1, f"this is no name for a file of the corpus: {_NAMING}")
            else:
                files[file.name].append(file)
        for name, found in files.items():
            block = self._block(folder.name, name, found)
            if block is not None:
                yield block

    def _block(self, chapter: str, name: str, files: list[_File]) -> Block | None:
        base = self._base(name, files)
        text = self._read(base) if base is not None else None
        if base is None or text is None:
            return None
        kind = "session" if base.suffix == ".pycon" else "listing"
        header, shown = split_header(text)
        needs = self._needs(base, header)
        others = [file for file in files if file.path != base]
        variants = tuple(self._variants(base, kind, shown, others))
        return Block(chapter, name, kind, base, len(header), needs, variants)

    def _base(self, name: str, files: list[_File]) -> Path | None:
        bases = [file.path for file in files if file.since is None and file.ending != "out"]
        if len(bases) == 1:
            return bases[0]
        if bases:
            message = f"'{name}' is both a listing and a session; rename one"
        else:
            message = f"there is no {name}.py or {name}.pycon that this belongs to"
        self._problem(files[0].path, 1, message)
        return None

    def _needs(self, path: Path, header: list[str]) -> Needs:
        try:
            return parse_needs(header)
        except NeedsError as error:
            self._problem(path, error.line, error.message)
            return Needs()

    def _variants(self, base: Path, kind: str, shown: str, files: list[_File]) -> Iterator[Variant]:
        outputs = {file.since: file.path for file in files if self._fits(file, base, kind)}
        plain = outputs.pop(None, None)
        promised = (self._read(plain) or "") if plain is not None else ""
        yield Variant(None, plain or base, shown, promised)
        for since, path in sorted((since, path) for since, path in outputs.items() if since):
            text = self._read(path)
            if text is None:
                continue
            if kind == "session":
                yield Variant(since, path, self._without_header(path, text))
            else:
                yield Variant(since, path, shown, text)

    def _fits(self, file: _File, base: Path, kind: str) -> bool:
        ending = "pycon" if kind == "session" else "out"
        if file.ending != ending:
            message = f"the outputs of {base.name} stand in files that end in .{ending}"
            self._problem(file.path, 1, message)
        return file.ending == ending

    def _without_header(self, path: Path, text: str) -> str:
        header, shown = split_header(text)
        if header:
            self._problem(path, 1, "'#:' lines stand only in the file that has no version")
        return shown

    def _read(self, path: Path) -> str | None:
        try:
            text = path.read_bytes().decode("utf-8")
        except OSError as error:
            self._problem(path, 1, f"this can't be read: {error.strerror}")
            return None
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self._problem(path, line, "this is not UTF-8; save the file as UTF-8")
            return None
        text = text.replace("\r\n", "\n")
        unseen = first_unseen(text) or (first_tab(text) if path.suffix == ".pycon" else None)
        if unseen is not None:
            self._problem(path, *unseen)
        return text

    def _problem(self, path: Path, line: int, message: str) -> None:
        self.problems.append(Problem(path, line, message))
