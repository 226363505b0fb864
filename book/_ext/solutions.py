"""The directive ``{solution}``, and what must hold between the exercises and their solutions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from book._ext.domain import BookDomain, Exercise, book_of
from book._ext.exercise import label, solution_label
from book._ext.nodes import snippet, solution, solution_title
from book._ext.snippet import full_key

_WAYS = frozenset({"exercise-solution", "solution-of"})


class SolutionDirective(SphinxDirective):
    """Shows the solution of an exercise: folded on screen, else simply there."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        book = book_of(self.env)
        page = book.page(self.env.docname)
        key = full_key(self.arguments[0], self.env.docname)
        if key in page.solutions:
            book.warn(self.env.docname, self.lineno, f"'{key}' is solved above already")
            return []
        page.solutions[key] = self.lineno
        node = solution(names=[solution_label(key)])
        self.set_source_info(node)
        self.state.document.note_explicit_target(node)
        node += solution_title(key=key)
        node += self._way_to_the_exercise(key)
        node += self.parse_content_to_nodes()
        if key in book.corpus.blocks and key not in {one["key"] for one in node.findall(snippet)}:
            message = f"the solution of '{key}' does not show it; put {{snippet}} {key} into it"
            book.warn(self.env.docname, self.lineno, message)
        return [node]

    def _way_to_the_exercise(self, key: str) -> nodes.paragraph:
        name = nodes.literal("", "", classes=["xref", "std", "std-numref"])
        way = addnodes.pending_xref(
            "",
            name,
            refdomain="std",
            reftype="numref",
            reftarget=label(key).lower(),
            refdoc=self.env.docname,
            refexplicit=False,
        )
        self.set_source_info(way)
        return nodes.paragraph(
            "", "", nodes.Text("This solves "), way, nodes.Text("."), classes=["solution-of"]
        )


class SolutionTitles(SphinxPostTransform):
    """Gives solutions the numbers and the titles of their exercises."""

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        book = book_of(self.env)
        found = {item.key: (docname, item) for docname, item in _exercises(book)}
        for node in self.document.findall(solution_title):
            if node["key"] in found:
                node.append(nodes.Text(self._title(*found[node["key"]])))

    def _title(self, docname: str, item: Exercise) -> str:
        numbers = self.env.toc_fignumbers.get(docname, {}).get("exercise", {})
        number = ".".join(map(str, numbers.get(item.anchor, ())))
        words = self.config.numfig_format["exercise"]
        return f"{words % number}: {item.title}" if number else item.title


class WaysToNowhere(SphinxPostTransform):
    """Removes the way to a solution or an exercise that isn't there: that is told already."""

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        labels = self.env.domains.standard_domain.anonlabels
        for way in list(self.document.findall(_is_way)):
            target = way.next_node(addnodes.pending_xref)
            if target is not None and target["reftarget"] not in labels:
                way.parent.remove(way)


def _is_way(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and not _WAYS.isdisjoint(node["classes"])


def check_solutions(app: Sphinx, env: BuildEnvironment) -> None:
    """Compare the exercises of the book with its solutions."""
    book = book_of(env)
    for docname, line, message in (*_unsolved(book), *_unasked(book)):
        book.warn(docname, line, message)


def _exercises(book: BookDomain) -> Iterator[tuple[str, Exercise]]:
    for docname, page in book.pages.items():
        for item in page.exercises:
            yield docname, item


def _unsolved(book: BookDomain) -> Iterator[tuple[str, int, str]]:
    solved = {key for page in book.pages.values() for key in page.solutions}
    seen: dict[str, str] = {}
    for docname, item in _exercises(book):
        if item.key in seen:
            message = f"there is an exercise '{item.key}' in {seen[item.key]} already"
            yield docname, item.line, message
        elif item.key not in solved:
            message = (
                f"the exercise '{item.key}' is solved nowhere: write a {{solution}} {item.key}"
            )
            yield docname, item.line, message
        seen.setdefault(item.key, docname)


def _unasked(book: BookDomain) -> Iterator[tuple[str, int, str]]:
    asked = {item.key for _, item in _exercises(book)}
    seen: dict[str, str] = {}
    for docname, page in book.pages.items():
        for key, line in page.solutions.items():
            if key in seen:
                yield docname, line, f"'{key}' is solved in {seen[key]} already"
            elif key not in asked:
                yield docname, line, f"there is no exercise '{key}' that this could solve"
            seen.setdefault(key, docname)


def _changed_titles(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
    """Return the pages to write again, if the exercises that they solve have other titles."""
    book = book_of(env)
    titles = sorted((item.key, item.title) for _, item in _exercises(book))
    solving = (docname for docname, page in book.pages.items() if page.solutions)
    return book.anew("exercises", dict.fromkeys(solving, titles))


def setup(app: Sphinx) -> None:
    """Register the directive, and what is done when all exercises are known."""
    app.add_directive("solution", SolutionDirective)
    app.add_post_transform(SolutionTitles)
    app.add_post_transform(WaysToNowhere)
    app.connect("env-updated", check_solutions)
    app.connect("env-updated", _changed_titles)
