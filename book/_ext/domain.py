"""What the build remembers about each page: the blocks it shows, and its version notes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from book._ext.recordings import Take
from snippets.blocks import Block
from snippets.corpus import Corpus
from snippets.problems import CorpusError
from snippets.versions import Version

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A block where a page shows it; `fingerprint` is empty if there is no such block."""

    line: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Note:
    """A version note: since when, about which blocks, where."""

    since: Version
    keys: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Filmed:
    """A microscope where a page shows it: its label, its recording, the transfers that print."""

    identifier: str
    take: Take
    prints: tuple[int, ...]
    line: int

    @property
    def anchor(self) -> str:
        """The id of the figure, which the ids of its panels begin with."""
        return nodes.make_id(self.identifier)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A block whose outputs the reader is asked to predict; `print` changes with what is asked."""

    key: str
    print: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise where a page sets it; `print` changes when something else is asked."""

    key: str
    title: str
    anchor: str
    print: str
    line: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A name in a file of CPython's source."""

    path: str
    name: str


@dataclass
class Page:
    """What was found on one page; a `troubled` page is read again by the next build.

    `solutions` says of which exercises the page has the solution, and in which line.
    """

    shown: dict[str, Shown] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    films: list[Filmed] = field(default_factory=list)
    predictions: list[Prediction] = field(default_factory=list)
    exercises: list[Exercise] = field(default_factory=list)
    solutions: dict[str, int] = field(default_factory=dict)
    terms: dict[str, int] = field(default_factory=dict)
    figures: list[tuple[str, str]] = field(default_factory=list)
    cited: list[Cited] = field(default_factory=list)
    lists_cited: bool = False
    troubled: bool = False


def fingerprint(block: Block | None) -> str:
    """Return what changes when a page must show `block` differently."""
    if block is None:
        return ""
    variants = [(item.since, item.text, item.output) for item in block.variants]
    said = repr((block.kind, block.needs, variants))
    return hashlib.sha256(said.encode()).hexdigest()


class BookDomain(Domain):
    """Pages and the corpus that they show."""

    name = "book"
    label = "Book"
    data_version = 7
    initial_data: ClassVar[dict[str, Any]] = {"pages": {}}

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__(env)
        self.corpus = Corpus(Path())
        self.corpus_is_whole = False
        self.builder = ""
        self.loaded = ""
        self.record: object = None
        self.films: object = None

    @property
    def pages(self) -> dict[str, Page]:
        """The pages by name, as far as they have been read."""
        return cast(dict[str, Page], self.data["pages"])

    def page(self, docname: str) -> Page:
        """Return what is known about a page, to be added to."""
        return self.pages.setdefault(docname, Page())

    def anew(self, kind: str, now: Mapping[str, object]) -> list[str]:
        """Return the pages of which `now` says something else than when this builder last wrote.

        All builders share what was read, and the first one to come sees a change for them all. So
        each remembers what it wrote its pages from; one that remembers nothing writes all of them.
        """
        written = self.data.setdefault("written", {}).setdefault(self.builder, {})
        before = written.get(kind, {})
        written[kind] = dict(now)
        return [docname for docname, said in now.items() if before.get(docname) != said]

    def place_of(self, key: str) -> str | None:
        """Return the page that shows the block `key`."""
        return next((name for name, page in self.pages.items() if key in page.shown), None)

    def warn(self, docname: str, line: int, message: str) -> None:
        """Say what is wrong with a page, and have it read again by the next build."""
        self.page(docname).troubled = True
        logger.warning(message, location=(docname, line), type="book")

    def load_corpus(self, root: Path) -> None:
        """Read the corpus; each thing that is wrong in it is one warning with its place."""
        try:
            self.corpus = Corpus.load(root)
        except CorpusError as error:
            for problem in error.problems:
                place = f"{problem.path}:{problem.line}"
                logger.warning(problem.message, location=place, type="book")
        else:
            self.corpus_is_whole = True

    def outdated(self) -> Iterator[str]:
        """Yield the pages to read again: their blocks changed, or something was wrong there."""
        for docname, page in self.pages.items():
            changed = any(
                fingerprint(self.corpus.blocks.get(key)) != shown.fingerprint
                for key, shown in page.shown.items()
            )
            if changed or page.troubled:
                yield docname

    def resolve_any_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        return []

    def clear_doc(self, docname: str) -> None:
        self.pages.pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        self.pages.update(
            (name, otherdata["pages"][name]) for name in docnames & otherdata["pages"].keys()
        )


def book_of(env: BuildEnvironment) -> BookDomain:
    """Return the book's domain of `env`."""
    return cast(BookDomain, env.domains["book"])


def _load(app: Sphinx) -> None:
    book = book_of(app.env)
    book.builder = app.builder.name
    book.load_corpus(Path(app.config.book_corpus))


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    return list(book_of(env).outdated())


def _read_since(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again: another builder has read them."""
    return book_of(env).anew("read", env.all_docs)


def setup(app: Sphinx) -> None:
    """Register the domain and the place of the corpus."""
    app.add_config_value("book_corpus", "", "env", str)
    app.add_domain(BookDomain)
    app.connect("builder-inited", _load)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _read_since)
