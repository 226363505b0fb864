"""Why no test runs some statements and branches of gentools: what `tests/uncovered.toml` says.

It names a place by its text, as its number moves: by so many lines that all places with that text
are meant. So a reason can't outlive its place, nor speak of one that is run by now.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from tests.plain import ROOT

REASONS = ROOT / "tests" / "uncovered.toml"
#: Where a branch goes that leaves its function.
END = "the end"


class Missed(NamedTuple):
    """A statement that is not run, or a branch that does not go from there to another line."""

    file: str
    line: int
    to: int | None = None  # a line, or for the end of the function a negative number

    @property
    def target(self) -> str | None:
        """Return the text of the line that the branch does not go to; None for a statement."""
        if self.to is None:
            return None
        return END if self.to < 0 else lines_of(self.file)[self.to - 1]

    def __str__(self) -> str:
        place = f"gentools/{self.file}:{self.line}: {lines_of(self.file)[self.line - 1]}"
        return place if self.target is None else f"{place} -> {self.target}"


class Reason(NamedTuple):
    """Why the last one of these lines is not run, or is not followed by another one."""

    file: str
    lines: tuple[str, ...]
    because: str
    to: str | None = None

    def __str__(self) -> str:
        branch = "" if self.to is None else f" -> {self.to}"
        return f"gentools/{self.file}: {' / '.join(self.lines)}{branch}"

    def places(self) -> Iterator[int]:
        """Yield the numbers of the lines that it speaks of."""
        known, size = lines_of(self.file), len(self.lines)
        for end in range(size, len(known) + 1):
            if known[end - size : end] == self.lines:
                yield end

    def explains(self, missed: Missed) -> bool:
        is_kind = (self.file, self.to) == (missed.file, missed.target)
        return is_kind and missed.line in self.places()


@cache
def lines_of(file: str) -> tuple[str, ...]:
    """Return the lines of a file of gentools, as they are compared."""
    text = (ROOT / "gentools" / file).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines())


def reasons() -> list[Reason]:
    """Return all that the file says."""
    told: dict[str, list[dict[str, Any]]] = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    return [
        Reason(file, tuple(item["lines"]), item["because"], item.get("to"))
        for file, items in told.items()
        for item in items
    ]


def unexplained(missed: Iterable[Missed], known: Iterable[Reason]) -> list[Missed]:
    """Return what is missed without a reason."""
    given = list(known)
    return [item for item in missed if not any(reason.explains(item) for reason in given)]


def outdated(missed: Iterable[Missed], known: Iterable[Reason]) -> list[Reason]:
    """Return the reasons that speak of a place that is run by now, or of none."""
    found = list(missed)
    return [reason for reason in known if not _holds(reason, found)]


def _holds(reason: Reason, missed: list[Missed]) -> bool:
    explained = {item.line for item in missed if reason.explains(item)}
    return bool(explained) and explained == set(reason.places())
