"""The directive ``{exercise}``: what a reader is to write, from where, and what is checked."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from book._ext.domain import BookDomain, Exercise, Shown, book_of
from book._ext.nodes import (
    exercise,
    exercise_checks,
    exercise_hint,
    exercise_title,
    snippet,
    snippet_about,
)
from book._ext.snippet import full_key, label_of
from snippets.blocks import Block
from snippets.versions import PINNED

if TYPE_CHECKING:
    from sphinx.util.typing import OptionSpec

START, CHECKS = "_start", "_checks"

_FENCE = "```{{snippet}} {key}\n:caption: {caption}\n```\n"


class ExerciseDirective(SphinxDirective):
    """Shows a task, where to start, hints, and what is checked; the solution is an appendix.

    An exercise with something wrong about it is there all the same, so that its solution and the
    references to it have no warnings of their own.
    """

    has_content = True
    required_arguments = 1
    option_spec: ClassVar[OptionSpec] = {"title": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        book = book_of(self.env)
        key = full_key(self.arguments[0], self.env.docname)
        problem = self._problem(book, key)
        if problem:
            book.warn(self.env.docname, self.lineno, problem)
        if self._is_above(book, key):
            return []
        title = exercise_title()
        content, messages = self.parse_inline(self._heading, lineno=self.lineno)
        title += [*content, *messages]
        found = Exercise(
            key, title.astext(), nodes.make_id(label(key)), _print(book, key), self.lineno
        )
        book.page(self.env.docname).exercises.append(found)
        return [self._node(found, title)]

    @property
    def _heading(self) -> str:
        return cast(str, self.options.get("title", self.arguments[0]))

    def _is_above(self, book: BookDomain, key: str) -> bool:
        return key in {item.key for item in book.page(self.env.docname).exercises}

    def _problem(self, book: BookDomain, key: str) -> str | None:
        if "title" not in self.options:
            return f"the exercise '{key}' has no title; say with ':title:' what it is about"
        if self._is_above(book, key):
            return f"there is an exercise '{key}' above already"
        return problem_of_parts(book, key) if book.corpus_is_whole else None

    def _node(self, found: Exercise, title: exercise_title) -> exercise:
        node = exercise(names=[label(found.key)], exercise=found)
        self.set_source_info(node)
        self.state.document.note_explicit_target(node)
        node += title
        content = self.parse_content_to_nodes()
        hints = [item for item in content if isinstance(item, nodes.hint)]
        node += [item for item in content if item not in hints]
        node += self._listing(found.key + START, "where to start")
        for number, hint in enumerate(hints, start=1):
            node += exercise_hint("", *hint.children, number=number)
        node += self._checks(found)
        node += self._way_to_the_solution(found.key)
        return node

    def _listing(self, key: str, what: str) -> list[nodes.Node]:
        book = book_of(self.env)
        if key not in book.corpus.blocks:  # which is told already; once there is one, read again
            book.page(self.env.docname).shown[key] = Shown(self.lineno, "")
            return []
        # Quoted: a title may have in it what ends or changes the value of an option.
        caption = json.dumps(f"{self._heading}: {what}", ensure_ascii=False)
        return self.parse_text_to_nodes(_FENCE.format(key=key, caption=caption), offset=0)

    def _checks(self, found: Exercise) -> exercise_checks:
        """Return the checks, which run after what the reader writes, and not by themselves."""
        checks = exercise_checks()
        checks += self._listing(found.key + CHECKS, "what is checked")
        for figure in checks.findall(snippet):
            figure["runs"] = False
        for about in checks.findall(snippet_about):
            for after in list(about.findall(_is_after)):
                about.remove(after)
            about.insert(0, nodes.inline("", "runs after what you write"))
        return checks

    def _way_to_the_solution(self, key: str) -> nodes.paragraph:
        name = nodes.inline("Solution", "Solution", classes=["std", "std-ref"])
        way = addnodes.pending_xref(
            "",
            name,
            refdomain="std",
            reftype="ref",
            reftarget=solution_label(key).lower(),
            refdoc=self.env.docname,
            refexplicit=True,
        )
        self.set_source_info(way)
        return nodes.paragraph("", "", way, classes=["exercise-solution"])


def _title(node: nodes.Node) -> str:
    return cast(Exercise, cast(nodes.Element, node)["exercise"]).title


def label(key: str) -> str:
    """Return the label by which {numref} finds an exercise."""
    return f"{label_of(key)}-exercise"


def solution_label(key: str) -> str:
    """Return the label of the solution of an exercise."""
    return f"{label_of(key)}-solution"


def problem_of_parts(book: BookDomain, key: str) -> str | None:
    """Return what is missing in the corpus for an exercise, or wrong there."""
    name = key.rpartition("/")[2]
    for wanted, kind, what in (
        (key, "listing", "solution"),
        (key + START, "listing", "start"),
        (key + CHECKS, "session", "checks"),
    ):
        block = book.corpus.blocks.get(wanted)
        if block is None or block.kind != kind:
            ending = "py" if kind == "listing" else "pycon"
            return f"the exercise '{key}' has no {what}: there is no snippets/{wanted}.{ending}"
    checks = book.corpus.blocks[key + CHECKS]
    return _problem_of_checks(checks, name) or _problem_of_the_page(book, key, checks)


def _problem_of_checks(checks: Block, name: str) -> str | None:
    for word, names, wanted in (
        ("after", checks.needs.after, name),
        ("refutes", checks.needs.refutes, name + START),
    ):
        if wanted not in names:
            return f"'{checks.key}' must begin with the line '#: {word} {wanted}'"
    return None


def _problem_of_the_page(book: BookDomain, key: str, checks: Block) -> str | None:
    """Return what a page runs otherwise than the corpus proves it.

    There, what the reader writes comes after what the start continues, and then come the checks.
    """
    blocks, corpus = book.corpus.blocks, book.corpus
    if len(checks.needs.after) > 1:
        return f"'{checks.key}' must come after the solution alone, as it does in a page"
    if corpus.chain(blocks[key])[:-1] != corpus.chain(blocks[key + START])[:-1]:
        return f"'{key}' must continue the same blocks as '{key + START}', whose place it takes"
    reason = corpus.why_not(checks, PINNED, native=False)
    return f"the exercise '{key}' can't be checked in a page: {reason}" if reason else None


def _is_after(node: nodes.Node) -> bool:
    return isinstance(node, nodes.inline) and "snippet-after" in node["classes"]


def _print(book: BookDomain, key: str) -> str:
    """Return what changes when something else is asked of the reader."""
    blocks = (book.corpus.blocks.get(key + part) for part in (START, CHECKS))
    asked = [block.source for block in blocks if block]
    return hashlib.sha256("\0".join(asked).encode()).hexdigest()[:12]


def setup(app: Sphinx) -> None:
    """Register the directive, and the word before the number of an exercise."""
    app.add_directive("exercise", ExerciseDirective)
    app.add_enumerable_node(exercise, "exercise", _title)
