"""The blocks on disk: finding them, reading them, and what must hold among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from snippets.needs import Needs, NeedsError, parse_needs, split_header
from snippets.problems import CorpusError, Problem
from snippets.sessions import SessionError, parse_session
from snippets.versions import SUPPORTED, Version, show_version

ROOT = Path(__file__).resolve().parent

_FILE = re.compile(r"(?P<name>[a-z][a-z_]*)(?:\.(?P<since>\d+\.\d+))?\.(?P<ending>pycon|py|out)")
_CHAPTER = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NAMING = "a block is NAME.py or NAME.pycon, its outputs NAME.out, its variants NAME.3.13.pycon"


@dataclass(frozen=True, slots=True)
class Variant:
    """What a block prints from one version on; `since` is None for the file without a version."""

    since: Version | None
    path: Path
    text: str
    output: str = ""

    @property
    def shown(self) -> tuple[str, str]:
        """The text of the page and what stands under it."""
        return self.text, self.output


@dataclass(frozen=True)
class Block:
    """A code block of the book."""

    chapter: str
    name: str
    kind: str
    path: Path
    header: int
    needs: Needs
    variants: tuple[Variant, ...]

    @property
    def key(self) -> str:
        return f"{self.chapter}/{self.name}"

    @property
    def filename(self) -> str:
        """The name that a traceback gives to this block."""
        return self.path.name

    @property
    def source(self) -> str:
        """What a page shows of the block on the oldest version."""
        return self.variants[0].text

    @property
    def boundaries(self) -> tuple[Version, ...]:
        """The versions at which the output changes, oldest first."""
        return tuple(item.since for item in self.variants if item.since is not None)

    def variant_for(self, version: Version) -> Variant:
        """Return the nearest variant that is not above `version`."""
        fitting = (item for item in self.variants if item.since is None or item.since <= version)
        return list(fitting)[-1]


@dataclass(frozen=True)
class Corpus:
    """All blocks, by ``chapter/name``, in the order of their names."""

    root: Path
    blocks: Mapping[str, Block] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path = ROOT, chapters: Collection[str] = ()) -> Corpus:
        """Read the corpus below `root`, or only `chapters` of it.

        Raises `CorpusError` with everything that is wrong there.
        """
        reader = _Reader(root, chapters)
        corpus = cls(root, {block.key: block for block in reader.blocks()})
        problems = [*reader.problems, *_problems(corpus)]
        if problems:
            raise CorpusError(problems)
        return corpus

    def chain(self, block: Block) -> list[Block]:
        """Return the blocks that `block` continues, each once, and `block` itself last."""
        found: dict[str, Block] = {}

        def visit(item: Block) -> None:
            for name in item.needs.after:
                visit(self.blocks[f"{item.chapter}/{name}"])
            found.setdefault(item.key, item)

        visit(block)
        return list(found.values())

    def why_not(self, block: Block, version: Version, native: bool) -> str | None:
        """Return why `block` can't run there, or None."""
        for item in self.chain(block):
            if item.needs.minimum and version < item.needs.minimum:
                return f"needs Python {show_version(item.needs.minimum)}"
            if item.needs.native and not native:
                return "not in WebAssembly"
        return None

    @cached_property
    def chapters(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(block.chapter for block in self.blocks.values()))


class _Reader:
    """Reads the files of a corpus, and notes what is wrong with each."""

    def __init__(self, root: Path, chapters: Collection[str]) -> None:
        self._root = root
        self._chapters = chapters
        self.problems: list[Problem] = []

    def blocks(self) -> Iterator[Block]:
        for folder in sorted(self._root.iterdir()):
            wanted = not self._chapters or folder.name in self._chapters
            if wanted and folder.is_dir() and _CHAPTER.fullmatch(folder.name):
                yield from self._chapter(folder)

    def _chapter(self, folder: Path) -> Iterator[Block]:
        files: dict[str, list[tuple[Path, str, str]]] = defaultdict(list)
        for path in sorted(folder.iterdir()):
            if path.name.startswith((".", "__")):
                continue
            match = _FILE.fullmatch(path.name)
            if match is None or not path.is_file():
                self._problem(path, 1, f"this is no name for a file of the corpus: {_NAMING}")
            else:
                files[match["name"]].append((path, match["since"] or "", match["ending"]))
        for name, found in files.items():
            block = self._block(folder.name, name, found)
            if block is not None:
                yield block

    def _block(self, chapter: str, name: str, files: list[tuple[Path, str, str]]) -> Block | None:
        bases = [path for path, since, ending in files if not since and ending != "out"]
        if len(bases) != 1:
            message = (
                f"'{name}' has both a listing and a session; rename one"
                if bases
                else (f"there is no {name}.py or {name}.pycon that this belongs to")
            )
            self._problem(files[0][0], 1, message)
            return None
        base = bases[0]
        kind = "session" if base.suffix == ".pycon" else "listing"
        text = self._read(base)
        if text is None:
            return None
        header, shown = split_header(text)
        needs = self._needs(base, header)
        variants = self._variants(base, kind, shown, files)
        return Block(chapter, name, kind, base, len(header), needs, tuple(variants))

    def _needs(self, path: Path, header: list[str]) -> Needs:
        try:
            return parse_needs(header)
        except NeedsError as error:
            self._problem(path, error.line, error.message)
            return Needs()

    def _variants(
        self, base: Path, kind: str, shown: str, files: list[tuple[Path, str, str]]
    ) -> Iterator[Variant]:
        ending = "pycon" if kind == "session" else "out"
        dated: list[tuple[Version | None, Path]] = []
        for path, since, found in files:
            if path == base:
                continue
            if found != ending:
                self._problem(
                    path, 1, f"outputs of {base.name} stand in a file that ends in .{ending}"
                )
            elif since:
                major, minor = since.split(".")
                dated.append(((int(major), int(minor)), path))
            else:
                dated.append((None, path))
        outputs = {since: self._read(path) for since, path in dated}
        paths = dict(dated)
        first_path = paths.get(None, base)
        yield Variant(None, first_path, shown, outputs.get(None) or "")
        for since in sorted(s for s in outputs if s is not None):
            text = outputs[since]
            if text is not None and kind == "session":
                yield Variant(since, paths[since], self._variant_text(paths[since], text))
            elif text is not None:
                yield Variant(since, paths[since], shown, text)

    def _variant_text(self, path: Path, text: str) -> str:
        header, shown = split_header(text)
        if header:
            self._problem(path, 1, "'#:' lines stand in the file without a version only")
        return shown

    def _read(self, path: Path) -> str | None:
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            self._problem(path, line, "this is not UTF-8; save the file as UTF-8")
            return None
        return text.replace("\r\n", "\n")

    def _problem(self, path: Path, line: int, message: str) -> None:
        self.problems.append(Problem(path, line, message))


def _problems(corpus: Corpus) -> Iterator[Problem]:
    yield from _dangling_and_cycles(corpus)
    yield from _duplicates(corpus.blocks.values())
    for block in corpus.blocks.values():
        yield from _session_problems(block)
        yield from _variant_problems(block)


def _dangling_and_cycles(corpus: Corpus) -> Iterator[Problem]:
    for block in corpus.blocks.values():
        for name, line in zip(block.needs.after, block.needs.after_lines, strict=True):
            other = corpus.blocks.get(f"{block.chapter}/{name}")
            if other is None:
                message = f"'#: after {name}': the chapter has no block of that name"
                yield Problem(block.path, line, message)
            elif cycle := _way_back(corpus, other, block):
                message = f"'#: after {name}' goes round in a circle: {' after '.join(cycle)}"
                yield Problem(block.path, line, message)


def _way_back(corpus: Corpus, start: Block, goal: Block) -> list[str]:
    """Return the names from `goal` through `start` back to `goal`, or nothing."""
    stack, seen = [(start, [goal.name, start.name])], set[str]()
    while stack:
        block, way = stack.pop()
        if block is goal:
            return way
        if block.key in seen:
            continue
        seen.add(block.key)
        nexts = (corpus.blocks.get(f"{block.chapter}/{name}") for name in block.needs.after)
        stack += [(item, [*way, item.name]) for item in nexts if item is not None]
    return []


def _duplicates(blocks: Iterable[Block]) -> Iterator[Problem]:
    first: dict[str, Block] = {}
    for block in blocks:
        other = first.setdefault(block.source.strip(), block)
        if other is not block:
            message = (
                f"the same block as {other.key}; show that one, or let this one say something new"
            )
            yield Problem(block.path, 1, message)


def _session_problems(block: Block) -> Iterator[Problem]:
    if block.kind != "session":
        if not block.source.strip():
            yield Problem(block.path, 1, "an empty listing")
        return
    inputs: list[tuple[str, ...]] = []
    for variant in block.variants:
        skipped = block.header if variant.since is None else 0
        try:
            examples = parse_session(variant.text)
        except SessionError as error:
            yield Problem(variant.path, error.line + skipped, error.message)
            return
        inputs.append(tuple(example.source for example in examples))
        if variant.since is not None and inputs[-1] != inputs[0]:
            message = (
                f"its prompts are not those of {block.path.name}; delete this, then run --accept"
            )
            yield Problem(variant.path, _first_other(inputs[0], inputs[-1], examples), message)


def _first_other(one: tuple[str, ...], other: tuple[str, ...], examples: tuple[object, ...]) -> int:
    for i, example in enumerate(examples):
        if i >= len(one) or one[i] != other[i]:
            return int(getattr(example, "line", 1))
    return 1


def _variant_problems(block: Block) -> Iterator[Problem]:
    oldest = block.needs.minimum or SUPPORTED[0]
    for before, variant in zip(block.variants, block.variants[1:], strict=False):
        since = variant.since
        if since is None:
            continue
        if since not in SUPPORTED or since <= oldest:
            message = f"nobody can run this: the block is for {show_version(oldest)} to "
            message += f"{show_version(SUPPORTED[-1])}, and its own file serves the first of them"
            yield Problem(variant.path, 1, message)
        elif variant.shown == before.shown:
            message = f"says the same as {before.path.name}; delete it"
            yield Problem(variant.path, 1, message)


def silent_sessions(blocks: Iterable[Block]) -> Iterator[Problem]:
    """Yield the sessions that promise no output at all, and so assert nothing."""
    for block in blocks:
        if block.kind == "session":
            wants = [example.want for example in parse_session(block.source)]
            if not any(wants):
                message = "this session asserts nothing: no prompt in it has an output"
                yield Problem(block.path, block.header + 1, message)
