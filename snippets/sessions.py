"""The text of a session: prompts and outputs, read and written."""

from __future__ import annotations

import doctest
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

BLANK = "<BLANKLINE>"
PROMPTS = (">>>", "...")

_PARSER = doctest.DocTestParser()
_LINE_IN_MESSAGE = re.compile(r"^line (\d+) of the docstring for \S+ (?:has|lacks) ")


@dataclass(frozen=True, slots=True)
class Example:
    """One prompt with its input and the output that the page promises.

    Lines count from 1, at the first line of the text; `end` is the first line after the input.
    `typed` counts only lines that are typed: what a traceback says must not depend on outputs.
    """

    line: int
    end: int
    typed: int
    source: str
    want: str


class SessionError(ValueError):
    """A session that can't be read; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def parse_session(text: str) -> tuple[Example, ...]:
    """Return the examples of a session; raise `SessionError` where it is none."""
    lines = text.splitlines()
    _refuse_what_is_no_session(lines)
    try:
        found = _PARSER.get_examples(text, "session")
    except ValueError as error:
        raise _session_error(error) from None
    spans = [(item.lineno, _end_of_input(lines, item.lineno), item) for item in found]
    outputs = {i for _, end, item in spans for i in range(end, end + item.want.count("\n"))}
    _refuse_prose(lines, outputs)
    typed = [i for i in range(len(lines)) if i not in outputs and lines[i].startswith(PROMPTS)]
    return tuple(_example(item, start, end, typed.index(start)) for start, end, item in spans)


def _refuse_what_is_no_session(lines: Sequence[str]) -> None:
    for number, line in enumerate(lines, start=1):
        if "\t" in line:
            raise SessionError(number, "a tab: a session is written with spaces")
        if line.startswith((" ", "\t")) and line.lstrip().startswith(">>>"):
            raise SessionError(number, "an indented prompt: prompts start at the left edge")
        if line.startswith(PROMPTS) and "# doctest:" in line:
            raise SessionError(number, "'# doctest:' options are not used here: output is exact")


def _end_of_input(lines: Sequence[str], start: int) -> int:
    end = start + 1
    while end < len(lines) and lines[end].startswith("...") and lines[end][3:4] in ("", " "):
        end += 1
    return end


def _example(item: doctest.Example, start: int, end: int, typed: int) -> Example:
    if item.want and all(line.strip() == "..." for line in item.want.splitlines()):
        raise SessionError(end + 1, "an output that is only '...' promises nothing")
    return Example(start + 1, end + 1, typed + 1, item.source, item.want)


def _refuse_prose(lines: Sequence[str], outputs: Container[int]) -> None:
    for i, line in enumerate(lines):
        if line.strip() and i not in outputs and not line.startswith(PROMPTS):
            raise SessionError(
                i + 1, "this is neither a prompt nor an output; prose is for the page"
            )


def typed_lines(text: str) -> list[str]:
    """Return what is typed in a session, line by line, without the prompts."""
    examples = parse_session(text)
    lines = text.splitlines(keepends=True)
    spans = [(item.line - 1, item.end - 1, item) for item in examples]
    outputs = {i for _, end, item in spans for i in range(end, end + item.want.count("\n"))}
    kept = (line for i, line in enumerate(lines) if i not in outputs)
    return [f"{line[4:].rstrip()}\n" for line in kept if line.startswith(PROMPTS)]


def _session_error(error: ValueError) -> SessionError:
    message = str(error)
    match = _LINE_IN_MESSAGE.match(message)
    line = int(match[1]) if match else 1
    return SessionError(
        line, "not a session: " + message.replace("docstring for session", "session")
    )


def prompts(text: str) -> tuple[str, ...]:
    """Return the inputs of a session, which every variant of it shares."""
    return tuple(example.source for example in parse_session(text))


def shown_output(got: str) -> str:
    """Return `got` as a session file spells it: whole lines, empty ones marked."""
    if not got:
        return ""
    lines = got.removesuffix("\n").split("\n")
    return "".join(f"{line or BLANK}\n" for line in lines)


def render_session(text: str, outputs: Sequence[str]) -> str:
    """Return the session `text` with `outputs`, one for each example, in place of its own.

    Raises `SessionError` if what was printed can't be written so that it reads back the same.
    """
    examples = parse_session(text)
    lines = text.splitlines(keepends=True)
    pieces: list[str] = []
    position = 0
    for example, output in zip(examples, outputs, strict=True):
        pieces += lines[position : example.end - 1]
        if pieces and not pieces[-1].endswith("\n"):
            pieces.append("\n")
        pieces.append(output)
        position = example.end - 1 + example.want.count("\n")
    rendered = "".join(pieces + lines[position:])
    _refuse_what_reads_back_differently(rendered, examples, outputs)
    return rendered


def _refuse_what_reads_back_differently(
    rendered: str, examples: Sequence[Example], outputs: Sequence[str]
) -> None:
    try:
        read = [example.want for example in parse_session(rendered)]
    except SessionError as error:
        raise SessionError(examples[0].line, f"its output can't stand here: {error}") from None
    for example, output, want in zip(examples, outputs, read, strict=False):
        if output != want:
            raise SessionError(
                example.line, "its output can't stand in a session: it looks like a prompt or '...'"
            )
