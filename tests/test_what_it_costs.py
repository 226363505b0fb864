"""What the chapter on costs says in words of its figures holds for the results that it shows.

Each sentence was true of one measurement. If a later one contradicts it, these tests name the
sentence and the interpreter, and the sentence has to change.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from book._figures.results import Results, Run
from tests.small_books import ROOT

CHAPTER = ROOT / "book" / "what-it-costs.md"
RUNS = Results.read().runs

Spoken = Callable[[Run], bool]
Limits = tuple[float, float]

# "A difference of a tenth tells you nothing", so what is less has to be less by more than that.
LESS: Limits = (0, 0.9)
FAR_LESS: Limits = (0, 0.7)
ABOUT: Limits = (0.65, 1.5)
ENDLESS = float("inf")


def everywhere(run: Run) -> bool:
    return True


def natively(run: Run) -> bool:
    return run.is_native


def in_webassembly(run: Run) -> bool:
    return not run.is_native


def since(minor: int) -> Spoken:
    return lambda run: run.feature >= (3, minor)


def up_to(minor: int) -> Spoken:
    return lambda run: run.feature <= (3, minor)


def only(minor: int) -> Spoken:
    return lambda run: run.feature == (3, minor)


#: A phrase of the chapter, which interpreters it speaks of, and what it says: that these rows
#: of a table are so many times the last one.
SAID: list[tuple[str, Spoken, str, Limits]] = [
    ("as `next` does, is dearer there", in_webassembly, "operations: next / call", (1.5, 9)),
    ("ways are close together", natively, "sum: list expression generator / loop", ABOUT),
    (
        "the dearest of all",
        everywhere,
        "sum: loop list expression generator map map-c / class",
        LESS,
    ),
    ("takes longer than the generator expression", everywhere, "sum: expression / map", LESS),
    ("is no faster than the list", everywhere, "sum: map-c / list", (0.9, ENDLESS)),
    ("the generator is the cheapest", everywhere, "iterating: generator / map", LESS),
    ("the generator is the cheapest", everywhere, "iterating: generator / class", LESS),
    ("the generator is the cheapest", everywhere, "iterating: generator / sequence", LESS),
    ("`islice` is cheaper", everywhere, "iterating: islice / generator", LESS),
    ("natively it is near the generator", natively, "iterating: map-c / generator", (0.5, 2)),
    ("far behind it", in_webassembly, "iterating: map-c / generator", (1.5, ENDLESS)),
    ("less than {py:class}`list` does", since(12), "iterating: generator / generator-list", LESS),
    (
        "less than a loop around `next`",
        since(12),
        "iterating: generator / generator-next",
        FAR_LESS,
    ),
    ("about what a call costs", natively, "operations: next send / call", ABOUT),
    ("costs more is to *make*", everywhere, "operations: call / create", FAR_LESS),
    ("is dearer to make", since(11), "operations: create / create-expression", LESS),
    ("about twice as heavy", since(11), "sizes: expression / generator", (1.8, 2.2)),
    ("they cost about the same", everywhere, "sum: generator / expression", (0.8, 1.2)),
    ("than to let it end", up_to(12), "operations: life / closed", FAR_LESS),
    ("most of all on 3.12", only(12), "operations: closed / life", (2.8, ENDLESS)),
    ("an exception costs several calls", everywhere, "operations: throw / call", (2.5, ENDLESS)),
    ("so dear on 3.11", only(11), "operations: create / call", (5, ENDLESS)),
    ("Now the loop is ahead", everywhere, "sum-few: loop / list", LESS),
    ("Now the loop is ahead", everywhere, "sum-few: loop / generator", LESS),
    ("Now the loop is ahead", everywhere, "sum-few: loop / map", LESS),
    ("Up to 3.12 the two are close", up_to(12), "delegation: from-1 / loop-1", ABOUT),
    ("Up to 3.12 the two are close", up_to(12), "delegation: from-10 / loop-10", ABOUT),
    ("Up to 3.12 the two are close", up_to(12), "delegation: from-40 / loop-40", ABOUT),
    ("by less than a factor of two", since(13), "delegation: from-40 / loop-40", (0.5, 0.9)),
    ("some calls in the place of one", everywhere, "await: await / call", (1.5, 6)),
    ("as with `yield from`", everywhere, "await: await / from", ABOUT),
    ("`async for` is dearer", everywhere, "await: for / async-for", FAR_LESS),
    ("costs somewhat more", everywhere, "early: expression-none / list-none", (1, 1.9)),
    ("costs next to nothing", everywhere, "early: expression-first / list-none", (0, 0.1)),
    ("It uses more than a short list", everywhere, "sizes: list-3 / generator", LESS),
    ("a few to make it", everywhere, "operations: create / call", (1.5, 12)),
]


def ratios(run: Run, said: str) -> dict[tuple[str, str], float]:
    table, rows = said.split(": ")
    names, other = rows.split(" / ")
    times = run.tables[table]
    found = ((name, times[name], times[other]) for name in names.split())
    return {(run.version, name): one / two for name, one, two in found if one and two}


@pytest.mark.parametrize(("phrase", "spoken_of", "said", "limits"), SAID)
def test_what_is_said_in_words_holds_for_the_results(
    phrase: str, spoken_of: Spoken, said: str, limits: Limits
) -> None:
    found = [ratios(run, said) for run in RUNS if spoken_of(run)]
    assert found
    assert all(found)
    low, high = limits
    against = {
        place: ratio for each in found for place, ratio in each.items() if not low <= ratio <= high
    }
    assert not against, f"'{phrase}' is not what was measured"


@pytest.mark.parametrize("phrase", sorted({phrase for phrase, *_ in SAID}))
def test_what_is_looked_at_is_said(phrase: str) -> None:
    assert phrase in re.sub(r"\s+", " ", CHAPTER.read_text(encoding="utf-8"))


def test_chains_are_limited_where_the_chapter_says_so() -> None:
    measured = {run.feature for run in RUNS}
    limited = {
        row: {run.feature for run in RUNS if run.tables["depths"][row] is not None}
        for row in ("call", "from", "loop")
    }
    assert limited == {
        "call": measured,
        "from": {version for version in measured if version < (3, 14)},
        "loop": {version for version in measured if version < (3, 13)},
    }
