"""Is what was printed what the page promises, to the character?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

ANY = "..."


def first_difference(want: str, got: str, *, exact: bool = False) -> int | None:
    """Return the index of the first line of `want` that `got` does not bear out, else None.

    A line of `want` that is only ``...`` stands for any number of lines, unless `exact`.
    """
    if want == got:
        return None
    want_lines, got_lines = _lines(want), _lines(got)
    if exact or ANY not in want or len(parts := _split(want_lines)) == 1:
        return _first_unequal(want_lines, got_lines)
    return _first_unmatched(parts, got_lines)


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _split(lines: Sequence[str]) -> list[tuple[int, Sequence[str]]]:
    """Return the runs of lines between the ``...`` lines, each with its index."""
    marks = [i for i, line in enumerate(lines) if line.strip() == ANY]
    starts = [0, *(mark + 1 for mark in marks)]
    ends = [*marks, len(lines)]
    return [(start, lines[start:end]) for start, end in zip(starts, ends, strict=True)]


def _first_unequal(want: Sequence[str], got: Sequence[str]) -> int:
    pairs = enumerate(zip(want, got, strict=False))
    shorter = max(min(len(want), len(got) + 1) - 1, 0)
    return next((i for i, (one, other) in pairs if one != other), shorter)


def _first_unmatched(parts: Sequence[tuple[int, Sequence[str]]], got: Sequence[str]) -> int | None:
    (_, head), *middle, (tail_at, tail) = parts
    if list(got[: len(head)]) != list(head):
        return _first_unequal(head, got)
    position = len(head)
    for start, run in middle:
        found = _find(run, got, position)
        if found is None:
            return start
        position = found + len(run)
    rest = got[position:]
    if len(rest) < len(tail) or list(rest[len(rest) - len(tail) :]) != list(tail):
        return tail_at
    return None


def _find(run: Sequence[str], lines: Sequence[str], start: int) -> int | None:
    last = len(lines) - len(run)
    return next(
        (i for i in range(start, last + 1) if list(lines[i : i + len(run)]) == list(run)), None
    )


def surviving_mutation(want: str, got: str, *, exact: bool = False) -> str | None:
    """Return a changed `want` that `got` would still satisfy, else None.

    Each line is changed in one place, one line is added at the end and, where no ``...`` stands
    for lines, each line is left out once: an expected output is worth something only if each of
    these fails.
    """
    exact = exact or ANY not in want
    for mutant in _mutants(want, exact):
        if mutant == got or not (exact or first_difference(mutant, got) is not None):
            return mutant
    return None


def _mutants(want: str, exact: bool) -> Iterator[str]:
    lines = want.splitlines(keepends=True)
    exact = exact or all(line.strip() != ANY for line in lines)
    for i, line in enumerate(lines):
        before, after = "".join(lines[:i]), "".join(lines[i + 1 :])
        yield before + _changed(line) + after
        if exact:
            yield before + after
    yield want + "one line more\n"


def _changed(line: str) -> str:
    place = (len(line) - 1) // 2
    return line[:place] + ("~" if line[place] != "~" else "-") + line[place + 1 :]
