"""The text of a session: prompts and outputs, read and written.

Reads what `doctest.DocTestParser` reads, but refuses what it passes over: prose, indented prompts,
options. It is a tenth of the cost, of importing `doctest` above all; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from snippets.characters import first_tab, first_unseen

BLANK = "<BLANKLINE>"
PROMPT, MORE = ">>>", "..."


class Example(NamedTuple):
    """One prompt with its input and the output that the page promises.

    Lines count from 1, at the first line of the text; `end` is the first line after the input.
    `typed` counts only lines that are typed: what a traceback says must not depend on outputs.
    """

    line: int
    end: int
    typed: int
    source: str
    want: str


class Session(NamedTuple):
    """A session, and all that is typed in it, line by line, without the prompts."""

    examples: tuple[Example, ...]
    typed: tuple[str, ...]


class SessionError(ValueError):
    """A session that can't be read; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def parse_session(text: str) -> Session:
    """Return the examples of a session; raise `SessionError` where it is none.

    What a reader typed may have tabs in it. A file of the corpus has none.
    """
    lines = text.split("\n")
    examples: list[Example] = []
    typed: list[str] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        end = _end_of_input(lines, at)
        after = _end_of_output(lines, end)
        source = [_without_prompt(lines, i) for i in range(at, end)]
        want = "".join(f"{line}\n" for line in lines[end:after])
        if not _is_comment(source):
            joined = "".join(source)
            examples.append(Example(at + 1, end + 1, len(typed) + 1, joined, want))
        elif want:
            raise SessionError(end + 1, "an output under a comment")
        typed += source
        at = after
    return Session(tuple(examples), tuple(typed))


def _end_of_input(lines: Sequence[str], start: int) -> int:
    if not lines[start].startswith(PROMPT):
        indented = lines[start].lstrip().startswith(PROMPT)
        what = "an indented prompt" if indented else "this is neither a prompt nor an output"
        raise SessionError(start + 1, f"{what}; prose and layout are for the page")
    end = start + 1
    while end < len(lines) and lines[end].startswith(MORE) and lines[end][3:4] in ("", " "):
        end += 1
    return end


def _end_of_output(lines: Sequence[str], start: int) -> int:
    end = start
    while end < len(lines) and lines[end].strip() and not lines[end].startswith(PROMPT):
        end += 1
    dots = end > start and lines[start].strip() == MORE
    if dots and all(line.strip() == MORE for line in lines[start:end]):
        raise SessionError(start + 1, "an output that is only '...' promises nothing")
    return end


def _without_prompt(lines: Sequence[str], at: int) -> str:
    line = lines[at]
    if line[3:4] not in ("", " "):
        raise SessionError(at + 1, "a space is missing after the prompt")
    if "# doctest:" in line:
        raise SessionError(at + 1, "'# doctest:' options are not used here: output is exact")
    return f"{line[4:]}\n"


def _is_comment(source: Sequence[str]) -> bool:
    if source[0].lstrip()[:1] not in ("", "#"):
        return False  # as nearly always
    return all(not line.strip() or line.lstrip().startswith("#") for line in source)


def shown_output(got: str) -> str:
    """Return `got` as a session file spells it: whole lines, empty ones marked."""
    if not got:
        return ""
    if "\n\n" not in got and got[0] != "\n" and got[-1] == "\n":
        return got
    lines = got.removesuffix("\n").split("\n")
    return "".join(f"{line or BLANK}\n" for line in lines)


def render_session(text: str, outputs: Sequence[str]) -> str:
    """Return the session `text` with `outputs`, one for each example, in place of its own.

    Raises `SessionError` if what was printed can't be written so that it reads back the same.
    """
    examples = parse_session(text).examples
    rendered = "".join(_with_outputs(text.removesuffix("\n").split("\n"), examples, outputs))
    _refuse_what_reads_back_differently(rendered, examples, outputs)
    return rendered


def _with_outputs(
    lines: Sequence[str], examples: Sequence[Example], outputs: Sequence[str]
) -> Iterator[str]:
    position = 0
    for example, output in zip(examples, outputs, strict=True):
        yield from (f"{line}\n" for line in lines[position : example.end - 1])
        yield output
        position = example.end - 1 + example.want.count("\n")
    yield from (f"{line}\n" for line in lines[position:])


def _refuse_what_reads_back_differently(
    rendered: str, examples: Sequence[Example], outputs: Sequence[str]
) -> None:
    try:
        wants = [example.want for example in parse_session(rendered).examples]
    except SessionError as error:
        wants = []
        reason = str(error)
    else:
        reason = "it looks like a prompt, or ends at an empty line"
    for i, (example, output) in enumerate(zip(examples, outputs, strict=True)):
        unseen = first_unseen(output) or first_tab(output)
        if unseen is not None:
            raise SessionError(example.line, f"its output can't stand in a session: {unseen[1]}")
        if i >= len(wants) or output != wants[i]:
            raise SessionError(example.line, f"its output can't stand in a session: {reason}")
