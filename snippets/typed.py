"""Makes a session of what is typed: each statement becomes one input at the prompt."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from snippets.sessions import MORE, PROMPT


def session_of(text: str) -> str:
    """Return `text`, which has no prompts, as a session without outputs.

    What can't be compiled becomes one input, from the statement at fault to the end: the prompt
    then says what is wrong with it.
    """
    lines = [line.rstrip() for line in text.expandtabs(4).split("\n")]
    edges = [0, *_edges(lines), len(lines)]
    pieces = (lines[start:end] for start, end in pairwise(edges))
    return "".join(_prompted(piece) for piece in pieces)


def _edges(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines after which a new input begins."""
    body, end = _compiled(lines)
    for before, node in pairwise(body):
        edge = before.end_lineno or 0
        if node.lineno > edge:
            yield edge
    if end < len(lines) and body and not _goes_on(lines[end:]):
        yield end


def _compiled(lines: Sequence[str]) -> tuple[list[ast.stmt], int]:
    """Return the statements of the longest beginning that can be compiled, and where it ends."""
    for end in range(len(lines), 0, -1):
        try:
            return ast.parse("\n".join(lines[:end])).body, end
        except (SyntaxError, ValueError):
            continue
    return [], 0


def _goes_on(rest: Sequence[str]) -> bool:
    """Does this belong to the statement before it?"""
    first = next(filter(None, rest), "")
    return first.startswith((" ", "else", "elif", "except", "finally"))


def _prompted(lines: Sequence[str]) -> str:
    """Return one input with its prompts; lines without text around it are left out."""
    text = "\n".join(lines).strip("\n")
    if not text.strip():
        return ""
    first, *more = text.split("\n")
    if _is_compound(text):
        more.append("")
    return f"{PROMPT} {first}\n" + "".join(f"{MORE} {line}".rstrip() + "\n" for line in more)


def _is_compound(text: str) -> bool:
    """Does the prompt wait for an empty line after this?"""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError):
        return False
    return bool(body) and hasattr(body[-1], "body")
