"""The foot of a chapter: on which interpreters its blocks were run, and which were not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from book._ext import versions
from book._ext.domain import Page, book_of
from book._ext.nodes import verified, version_label
from book._ext.snippet import joined, listing_reference
from snippets.corpus import Corpus
from snippets.verified import content_digest
from snippets.versions import Version

logger = logging.getLogger(__name__)

_PASSED, _SKIPPED = "passed", "skipped: "


@dataclass(frozen=True)
class Run:
    """What the runner recorded of one interpreter."""

    version: str
    release: str
    where: str
    implementation: str
    blocks: dict[str, str]

    @property
    def title(self) -> str:
        """The exact version, and what must be said about it."""
        remarks = [] if self.release == "final" else ["release candidate"]
        remarks += [] if self.where == "native" else [self.where]
        return self.version + (f" ({', '.join(remarks)})" if remarks else "")

    @property
    def feature(self) -> Version:
        """The version without its last number."""
        major, minor, *_ = self.version.split(".")
        return int(major), int(minor)


@dataclass(frozen=True)
class Record:
    """What the runner recorded of all interpreters; no runs if nothing holds for this corpus."""

    runs: tuple[Run, ...] = ()

    @classmethod
    def read(cls, path: Path, corpus: Corpus) -> Record:
        """Return what `path` says about `corpus`; raise `ValueError` with the reason if nothing."""
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except OSError:
            raise ValueError("there is no record of a run") from None
        except ValueError:
            raise ValueError("the record of the run can't be read") from None
        if data.get("content") != content_digest(corpus.blocks.values()):
            raise ValueError("the listings have changed since the run that is recorded")
        return cls(tuple(Run(**run) for run in data["interpreters"]))

    @cached_property
    def candidates(self) -> frozenset[Version]:
        """The versions of which only a release candidate was run."""
        final = {run.feature for run in self.runs if run.release == "final"}
        return frozenset({run.feature for run in self.runs} - final)


class Foot(SphinxPostTransform):
    """Puts what was verified under each page that shows blocks."""

    default_priority = 5

    def run(self, **kwargs: object) -> None:
        record = record_of(self.env)
        for node in self.document.findall(version_label):
            name = versions.label(node["versions"], record.candidates)
            node.children[:] = [nodes.Text(name)]
        book = book_of(self.env)
        page = book.pages.get(self.env.docname, Page())
        keys = [key for key in page.shown if key in book.corpus.blocks]
        if keys:
            self._last_section().append(self._foot(record, keys))

    def _last_section(self) -> nodes.Element:
        return next(iter(self.document.findall(nodes.section)), self.document)

    def _foot(self, record: Record, keys: list[str]) -> verified:
        foot = verified(classes=["verified"])
        runs = [run for run in record.runs if any(run.blocks.get(key) == _PASSED for key in keys)]
        if not runs:
            text = "Not verified: this build of the book has no record of a run of its listings."
            foot += _paragraph(text)
            return foot
        names = versions.in_words(run.title for run in runs)
        foot += _paragraph(
            f"Verified on CPython {names}: the listings of this page were run there, "
            "and printed what the page shows, to the character."
        )
        self._exceptions(foot, record, keys)
        return foot

    def _exceptions(self, foot: verified, record: Record, keys: list[str]) -> None:
        alike: dict[tuple[str, str], list[str]] = {}
        for key in keys:
            for reason, runs in _reasons(record, key).items():
                names = versions.in_words((run.title for run in runs), "or")
                alike.setdefault((names, reason), []).append(key)
        for (names, reason), missed in alike.items():
            line = _paragraph(f"Not run on {names}: ")
            line += joined([listing_reference(key, self.env.docname) for key in missed])
            line += nodes.Text(f" ({reason}).")
            foot += line


def _reasons(record: Record, key: str) -> dict[str, list[Run]]:
    """Return why a block did not pass, and on which interpreters."""
    found: dict[str, list[Run]] = {}
    for run in record.runs:
        said = run.blocks.get(key, "no record of a run")
        if said != _PASSED:
            found.setdefault(said.removeprefix(_SKIPPED), []).append(run)
    return found


def _paragraph(text: str) -> nodes.paragraph:
    return nodes.paragraph(text, text)


def record_of(env: BuildEnvironment) -> Record:
    """Return the record that was read at the start of the build."""
    record = book_of(env).record
    return record if isinstance(record, Record) else Record()


def _read_record(app: Sphinx) -> None:
    """Read the record; a book without one says so on its pages, and in a warning."""
    book = book_of(app.env)
    if not book.corpus_is_whole:
        return
    try:
        book.record = Record.read(Path(app.config.book_verified), book.corpus)
    except ValueError as error:
        if app.config.book_must_be_verified:
            logger.warning("not verified: %s; `make doctest-all` makes one", error, type="book")


def _changed_feet(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages to write again, if another run was recorded since they were written."""
    book = book_of(env)
    footed = (docname for docname, page in book.pages.items() if page.shown)
    return book.anew("record", dict.fromkeys(footed, repr(record_of(env))))


def setup(app: Sphinx) -> None:
    """Register the foot, and where the record is."""
    app.add_config_value("book_verified", "", "", str)
    app.add_config_value("book_must_be_verified", True, "", bool)
    app.add_post_transform(Foot)
    app.connect("builder-inited", _read_record, priority=600)
    app.connect("env-updated", _changed_feet)
