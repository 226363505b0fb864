"""Links from the names in a block to the reference that describes them."""

from __future__ import annotations

import ast
import builtins
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from snippets.blocks import Block, Variant
from snippets.corpus import Corpus
from snippets.sessions import SessionError, parse_session

_PIECE = re.compile(r"(<[^>]*>)|([^<]+)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text of a block: where it stands and what it means, as far as can be seen."""

    line: int
    column: int
    text: str
    means: str


@dataclass(frozen=True, slots=True)
class Link:
    """A name and the address of its description."""

    line: int
    column: int
    text: str
    uri: str
    title: str


@dataclass
class Scope:
    """What names stand for at the top of a chain of blocks."""

    imported: dict[str, str] = field(default_factory=dict)
    bound: set[str] = field(default_factory=set)

    def meaning(self, name: str) -> str | None:
        """Return the full name that `name` stands for, if it is imported or built in."""
        if name in self.imported:
            return self.imported[name]
        return name if hasattr(builtins, name) and name not in self.bound else None

    def learn(self, tree: ast.AST) -> None:
        """Take in the imports of `tree` and every name that it binds."""
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    top = alias.name.partition(".")[0]
                    self.imported[alias.asname or top] = alias.name if alias.asname else top
            elif isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    self.imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            else:
                self.bound.update(_binds(node))


def _binds(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name


def names_in(block: Block, variant: Variant, corpus: Corpus) -> list[Name]:
    """Return the names in the text of `variant` that mean the same everywhere."""
    scope = Scope()
    for item in corpus.chain(block):
        for _, tree in _trees(item, item.variants[0]):
            scope.learn(tree)
    return [
        name
        for lines, tree in _trees(block, variant)
        for node in ast.walk(tree)
        for name in _names(node, scope, lines)
    ]


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a piece of code, and where they stand in the text of the page."""

    first: int
    indent: int
    source: list[str]

    def place(self, line: int, offset: int) -> tuple[int, int]:
        """Return line and column in the text for a line and an offset in bytes of `ast`."""
        before = self.source[line - 1].encode()[:offset].decode()
        return self.first + line - 1, self.indent + len(before)


def _trees(block: Block, variant: Variant) -> Iterator[tuple[_Lines, ast.Module]]:
    """Yield the code of a block, piece by piece; what does not compile has no names."""
    for first, indent, source in _pieces(block, variant):
        try:
            tree = ast.parse(source)
        except (SyntaxError, ValueError):
            continue
        yield _Lines(first, indent, source.splitlines()), tree


def _pieces(block: Block, variant: Variant) -> list[tuple[int, int, str]]:
    if block.kind == "listing":
        return [(1, 0, variant.text)]
    try:
        examples = parse_session(variant.text).examples
    except SessionError:
        return []  # the runner tells what is wrong, and where
    return [(item.line, 4, item.source) for item in examples]


def _names(node: ast.AST, scope: Scope, lines: _Lines) -> Iterator[Name]:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
        meaning = scope.meaning(node.id)
        if meaning:
            yield Name(*lines.place(node.lineno, node.col_offset), node.id, meaning)
    elif isinstance(node, ast.Attribute) and node.end_lineno and node.end_col_offset:
        offset = node.end_col_offset - len(node.attr.encode())
        whole = _dotted(node, scope)
        yield Name(*lines.place(node.end_lineno, offset), node.attr, whole or f".{node.attr}")
    elif isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            module = f"{node.module}." if isinstance(node, ast.ImportFrom) and node.module else ""
            yield Name(
                *lines.place(alias.lineno, alias.col_offset), alias.name, module + alias.name
            )


def _dotted(node: ast.Attribute, scope: Scope) -> str | None:
    """Return ``inspect.getgeneratorstate`` for what hangs on an imported module."""
    value = node.value
    if isinstance(value, ast.Name):
        start = scope.imported.get(value.id)
    else:
        start = _dotted(value, scope) if isinstance(value, ast.Attribute) else None
    return f"{start}.{node.attr}" if start else None


def first_of_each(names: Iterable[Name], addresses: Mapping[str, str]) -> list[Link]:
    """Return a link for the first place of each meaning that has an address."""
    found: dict[str, Link] = {}
    for name in sorted(names, key=lambda item: (item.line, item.column)):
        uri = addresses.get(name.means)
        if uri:
            title = name.means.lstrip(".")
            found.setdefault(uri, Link(name.line, name.column, name.text, uri, title))
    return list(found.values())


def weave(highlighted: str, links: Iterable[Link]) -> str:
    """Put the links into highlighted code: each name is one token of it."""
    wanted = {(link.line, link.column): link for link in links}
    if not wanted:
        return highlighted
    pieces: list[str] = []
    line, column = 1, 0
    for match in _PIECE.finditer(highlighted):
        tag, text = match.groups()
        if tag:
            pieces.append(tag)
            continue
        link = wanted.get((line, column))
        plain = html.unescape(text)
        pieces.append(_anchor(link, text) if link and link.text == plain else text)
        line += plain.count("\n")
        column = len(plain) - plain.rfind("\n") - 1 if "\n" in plain else column + len(plain)
    return "".join(pieces)


def _anchor(link: Link, text: str) -> str:
    uri, title = html.escape(link.uri), html.escape(link.title)
    return f'<a class="name" href="{uri}" title="{title}">{text}</a>'
