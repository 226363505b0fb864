"""How exercises and solutions are written: what is folded on screen is open everywhere else."""

from __future__ import annotations

from html import escape
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from book._ext import nodes as own
from book._ext.render import depart_box, on_screen


def visit_exercise(self: HTML5Translator, node: own.exercise) -> None:
    found = node["exercise"]
    attributes = {"data-exercise": found.key, "data-print": found.print}
    self.body.append(self.starttag(node, "div", "\n", False, CLASS="exercise", **attributes))


def visit_exercise_title(self: HTML5Translator, node: own.exercise_title) -> None:
    self.body.append('<h3 class="exercise-title">')
    self.add_fignumber(cast(nodes.Element, node.parent))
    self.body.append("<span>")


def depart_exercise_title(self: HTML5Translator, node: own.exercise_title) -> None:
    self.body.append("</span>")
    self.add_permalink_ref(cast(nodes.Element, node.parent), "Link to this exercise")
    self.body.append("</h3>\n")


def visit_hint(self: HTML5Translator, node: own.exercise_hint) -> None:
    _fold(self, "exercise-hint", f"Hint {node['number']}")


def visit_checks(self: HTML5Translator, node: own.exercise_checks) -> None:
    _fold(self, "exercise-checks", "What is checked")


def _fold(self: HTML5Translator, name: str, title: str) -> None:
    tag, head = ("details", "summary") if on_screen(self) else ("div", "p")
    self.body.append(f'<{tag} class="{name}"><{head} class="{name}-title">{title}</{head}>\n')


def depart_fold(self: HTML5Translator, node: nodes.Element) -> None:
    self.body.append("</details>\n" if on_screen(self) else "</div>\n")


def visit_solution(self: HTML5Translator, node: own.solution) -> None:
    """Begin a fold; its anchor is within, so that a browser opens it for whoever goes there."""
    title = next(iter(node.findall(own.solution_title))).astext()
    heading = f'<h3 class="solution-title">{escape(title)}</h3>'
    if on_screen(self):
        self.body.append(f'<details class="solution"><summary>{heading}</summary>\n')
    self.body.append(self.starttag(node, "div", "\n", False, CLASS="solution-body"))
    if not on_screen(self):
        self.body.append(f"{heading}\n")


def depart_solution(self: HTML5Translator, node: own.solution) -> None:
    self.body.append("</div>\n</details>\n" if on_screen(self) else "</div>\n")


def skip(self: HTML5Translator, node: nodes.Element) -> None:
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the nodes with the writers."""
    app.add_node(own.exercise, override=True, html=(visit_exercise, depart_box))
    app.add_node(own.exercise_title, html=(visit_exercise_title, depart_exercise_title))
    app.add_node(own.exercise_hint, html=(visit_hint, depart_fold))
    app.add_node(own.exercise_checks, html=(visit_checks, depart_fold))
    app.add_node(own.solution, html=(visit_solution, depart_solution))
    app.add_node(own.solution_title, html=(skip, None))
