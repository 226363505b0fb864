"""Makes a session of what is typed: each statement becomes one input at the prompt."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from snippets.sessions import MORE, PROMPT

#: What the compiler says of a text that is no program, or is nested deeper than it can go.
NOT_COMPILED = (SyntaxError, ValueError, RecursionError, MemoryError)


def session_of(text: str) -> str:
    """Return `text`, which has no prompts, as a session without outputs, line for line.

    So a traceback names the lines as they were typed. What can't be compiled becomes one input,
    from the statement at fault to the end: the prompt then says what is wrong with it. Blanks and
    tabs stay as they are, even at the end of a line: it may be one of a string.
    """
    lines = text.rstrip().split("\n")
    edges = [0, *_edges(lines), len(lines)]
    pieces = [lines[start:end] for start, end in pairwise(edges)]
    closes = [False, *map(_is_compound, pieces)]
    prompted = (line for pair in zip(pieces, closes, strict=False) for line in _prompted(*pair))
    return "".join(f"{line}\n" for line in prompted) if any(lines) else ""


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
    end = len(lines)
    while end > 0:
        try:
            return ast.parse("\n".join(lines[:end])).body, end
        except NOT_COMPILED as error:
            fault = getattr(error, "lineno", None)
            # No beginning that has the line at fault in it is any better.
            end = min(end - 1, fault) if fault else end - 1
    return [], 0


def _goes_on(rest: Sequence[str]) -> bool:
    """Does this belong to the statement before it?"""
    first = next(filter(str.strip, rest), "")
    return first.startswith((" ", "\t", "else", "elif", "except", "finally"))


def _prompted(lines: Sequence[str], closes: bool) -> Iterator[str]:
    """Yield the lines of one input with their prompts, and of the empty lines before it.

    The first of these closes the compound statement that stands above, if one does.
    """
    start = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    for i in range(start):
        yield MORE if closes and i == 0 else PROMPT
    for i, line in enumerate(lines[start:]):
        prompt = MORE if i else PROMPT
        yield f"{prompt} {line}" if line else prompt


def _is_compound(lines: Sequence[str]) -> bool:
    """Does the prompt wait for an empty line after this?"""
    try:
        body = ast.parse("\n".join(lines)).body
    except NOT_COMPILED:
        return False
    return bool(body) and hasattr(body[-1], "body")
