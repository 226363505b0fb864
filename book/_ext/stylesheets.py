"""Leaves out of the theme's style sheets what no page uses, so that pages stay light."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

from sphinx.application import Sphinx

from book._ext.render import ON_SCREEN

#: The style sheets that are cut to what is used, below _static.
CUT = ("styles/furo.css", "pygments.css")

#: Classes that only scripts give.
_LIVE = frozenset({"scrolled", "scroll-current", "highlighted", "no-js", "search", "context"})

_CLASSES = re.compile(r'class="([^"]*)"')
_CLASS = re.compile(r"\.((?:[\w-]|\\.)+)")
_NEGATION = re.compile(r":not\([^()]*\)")
_GROUPS = ("@media", "@supports")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARKS = re.compile(r"""[{}(),;]|"[^"]*"|'[^']*'""")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


def classes_of(pages: Iterable[str]) -> set[str]:
    """Return all classes of the elements of some pages."""
    return {name for page in pages for found in _CLASSES.findall(page) for name in found.split()}


def cut(sheet: str, classes: AbstractSet[str]) -> str:
    """Return a style sheet without the rules for classes that are not among `classes`."""
    return "".join(_cut(_COMMENT.sub("", sheet), classes))


def _cut(sheet: str, classes: AbstractSet[str]) -> Iterator[str]:
    for prelude, body in _rules(sheet):
        if prelude.startswith("@"):
            inner = "".join(_cut(body, classes)) if prelude.startswith(_GROUPS) else body
            if inner.strip():
                yield f"{prelude}{{{inner}}}\n"
            continue
        selectors = [item for item in _split(prelude, ",") if _is_used(item, classes)]
        if selectors and body.strip():
            yield f"{','.join(selectors)}{{{body}}}\n"


def without_unused_variables(sheet: str, users: str) -> str:
    """Return a style sheet without the variables that neither it nor `users` reads."""
    while True:
        read = set(_VARIABLE.findall(sheet + users))
        shorter = "".join(_without_variables(sheet, read))
        if shorter == sheet:
            return sheet
        sheet = shorter


def _without_variables(sheet: str, read: AbstractSet[str]) -> Iterator[str]:
    for prelude, body in _rules(sheet):
        if prelude.startswith(_GROUPS):
            yield f"{prelude}{{{''.join(_without_variables(body, read))}}}\n"
            continue
        kept = [item for item in _split(body, ";") if not _is_unread(item, read)]
        yield f"{prelude}{{{';'.join(kept)}}}\n"


def _is_unread(declaration: str, read: AbstractSet[str]) -> bool:
    name = declaration.partition(":")[0].strip()
    return name.startswith("--") and name not in read


def _is_used(selector: str, classes: AbstractSet[str]) -> bool:
    names = _CLASS.findall(_NEGATION.sub("", selector))
    return all(re.sub(r"\\(.)", r"\1", name) in classes for name in names)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the rules of a style sheet: what stands before the braces, and what within."""
    position = 0
    for opening, closing in _braces(sheet):
        prelude = sheet[position:opening].strip()
        yield prelude.rpartition(";")[2], sheet[opening + 1 : closing]
        position = closing + 1


def _braces(sheet: str) -> Iterator[tuple[int, int]]:
    depth = opening = 0
    for mark in _MARKS.finditer(sheet):
        if mark[0] == "{":
            opening = mark.start() if depth == 0 else opening
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if depth == 0:
                yield opening, mark.start()


def _split(text: str, separator: str) -> list[str]:
    """Split `text` where `separator` stands outside quotes and parentheses."""
    parts, depth, start = [], 0, 0
    for mark in _MARKS.finditer(text):
        depth += (mark[0] == "(") - (mark[0] == ")")
        if mark[0] == separator and depth == 0:
            parts.append(text[start : mark.start()].strip())
            start = mark.end()
    return [part for part in [*parts, text[start:].strip()] if part]


def cut_all(app: Sphinx, error: Exception | None) -> None:
    """Cut the style sheets of a finished build."""
    if error or app.builder.name not in ON_SCREEN:
        return
    static = app.outdir / "_static"
    used = classes_of(path.read_text("utf-8") for path in app.outdir.rglob("*.html")) | _LIVE
    own = (static / "book.css").read_text("utf-8") if (static / "book.css").exists() else ""
    for name in CUT:
        if (static / name).exists():
            _rewrite(static / name, used, own)


def _rewrite(path: Path, used: AbstractSet[str], own: str) -> None:
    sheet = cut(path.read_text("utf-8"), used)
    path.write_text(without_unused_variables(sheet, own), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Cut last: the theme writes its colours of code when the build is finished."""
    app.connect("build-finished", cut_all, priority=900)
