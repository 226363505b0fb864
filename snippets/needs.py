"""The ``#:`` lines at the top of a block: what it needs in order to run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from snippets.versions import SUPPORTED, Version, parse_version, show_version

MARK = "#:"


class Needs(NamedTuple):
    """What a block asks for before it runs; `refutes` names listings that its promises rule out."""

    after: tuple[str, ...] = ()
    minimum: Version | None = None
    native: bool = False
    refutes: tuple[str, ...] = ()
    after_lines: tuple[int, ...] = ()
    refutes_lines: tuple[int, ...] = ()


class NeedsError(ValueError):
    """A ``#:`` line that says nothing the runner knows."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def split_header(text: str) -> tuple[list[str], str]:
    """Return the ``#:`` lines at the top of `text`, and the rest, which is what a page shows."""
    end = 0
    while text.startswith(MARK, end):
        end = text.find("\n", end) + 1 or len(text)
    return text[:end].splitlines(keepends=True), text[end:]


def parse_needs(header: list[str]) -> Needs:
    """Return what the lines of `header` ask for; raise `NeedsError` for a word that is unknown."""
    named: dict[str, dict[str, int]] = {"after": {}, "refutes": {}}
    minimum: Version | None = None
    native = False
    for number, word, value in _words(header):
        if word in named and value.isidentifier():
            if value in named[word]:
                message = f"the same block is named by '{word}' twice; name it once"
                raise NeedsError(number, message)
            named[word][value] = number
        elif word == "min":
            minimum = _minimum(value, number)
        elif word == "native" and not value:
            native = True
        else:
            said = f"{word} {value}".strip()
            known = "'after NAME', 'refutes NAME', 'min 3.13' and 'native'"
            raise NeedsError(number, f"'#: {said}' is not known; known are {known}")
    after, refutes = named["after"], named["refutes"]
    lines = tuple(after.values()), tuple(refutes.values())
    return Needs(tuple(after), minimum, native, tuple(refutes), *lines)


def _words(header: list[str]) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(header, start=1):
        word, _, value = line.removeprefix(MARK).strip().partition(" ")
        yield number, word, value.strip()


def _minimum(value: str, line: int) -> Version:
    try:
        version = parse_version(value)
    except ValueError as error:
        raise NeedsError(line, f"'#: min' takes a version: {error}") from None
    if version not in SUPPORTED[1:]:
        known = ", ".join(show_version(v) for v in SUPPORTED[1:])
        raise NeedsError(line, f"'#: min {value}' says nothing here; one of {known} does")
    return version
