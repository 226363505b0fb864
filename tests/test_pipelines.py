"""The pipelines of the book report on a file that is larger than the memory they may have.

Each report runs in a process of its own, which the system gives no more memory than a part of
the file. What the chapter says to keep everything fails there, and a pipeline finishes.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import pytest

from snippets.corpus import ROOT, Corpus

pytestmark = pytest.mark.linux

CHAPTER = "pipelines"
LINES = 500_000
#: Without its end: the fields of a line, and spaces.
WIDTH = 199
FILE_SIZE = LINES * (WIDTH + 1)
ALLOWED = 60_000_000
REPORTS = """
def failures(path):
    return by_page(failed(parsed(lines_of(path)))),

def in_batches(path):
    requests = failed(parsed(lines_of(path)))
    return sum((by_page(batch) for batch in batches(requests, 1000)), Counter()),

def of_a_list_of_lines(path):
    return by_page(parsed([*lines_of(path)])),

def lists(path):
    return with_lists(path),
"""
#: `ru_maxrss` would begin with what the process of the tests has.
IN_A_PROCESS = """
import re, resource, sys
name, path, allowed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_AS, (allowed, allowed))
try:
    print([sorted(counts.items()) for counts in globals()[name](path)])
except MemoryError:
    print("MemoryError")
print(1024 * int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]))
"""


class Outcome(NamedTuple):
    """What a report printed, and the most memory that its process had, in bytes."""

    printed: str
    peak: int


@cache
def program() -> str:
    """Return the listings of the chapter, and what runs a report of theirs."""
    corpus = Corpus.load(ROOT, [CHAPTER])
    needed = ("two_programs", "two_readers", "pushed", "batches")
    chains = [corpus.chain(corpus.blocks[f"{CHAPTER}/{name}"]) for name in needed]
    listings = {block.name: block.source for chain in chains for block in chain}
    return "\n".join([*listings.values(), REPORTS, IN_A_PROCESS])


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Yield a log as the chapter's, with longer lines."""
    path = tmp_path_factory.mktemp("pipelines") / "shop.log"
    try:
        with path.open("w", newline="\n") as file:
            file.writelines(f"{line:{WIDTH}}\n" for line in log_lines())
        yield path
    finally:
        path.unlink()


def log_lines() -> Iterator[str]:
    for number in range(LINES):
        yield f"{number:06} {500 if number % 7 == 1 else 200} {page(number)}"


def page(number: int) -> str:
    return ("/cart", "/pay", "/help")[number % 3]


def run(report: str, path: Path, allowed: int = ALLOWED) -> Outcome:
    # What a site or a locale brings along would count as well.
    command = [sys.executable, "-I", "-S", "-c", program(), report, str(path), str(allowed)]
    plain = {**os.environ, "LC_ALL": "C"}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=plain)
    *printed, peak = done.stdout.splitlines()
    return Outcome("\n".join(printed), int(peak))


def shown(*counts: Counter[str]) -> str:
    return str([sorted(count.items()) for count in counts])


FAILED = Counter(map(page, range(1, LINES, 7)))
ALL = Counter(map(page, range(LINES)))


def test_the_file_is_larger_than_what_is_allowed(large_file: Path) -> None:
    assert large_file.stat().st_size == FILE_SIZE > 1.5 * ALLOWED
    with large_file.open() as file:
        assert [line.split() for line in islice(file, 2)] == [
            ["000000", "200", "/cart"],
            ["000001", "500", "/pay"],
        ]


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        ("failures", [FAILED]),
        ("in_batches", [FAILED]),
        ("in_one_pass", [ALL, FAILED]),
    ],
)
def test_a_pipeline_finishes_and_has_a_small_peak(
    large_file: Path, report: str, expected: list[Counter[str]]
) -> None:
    outcome = run(report, large_file)
    assert outcome.printed == shown(*expected)
    assert outcome.peak < FILE_SIZE / 4


@pytest.mark.parametrize("report", ["lists", "of_a_list_of_lines", "with_a_list", "with_tee"])
def test_what_keeps_everything_runs_out_of_memory(large_file: Path, report: str) -> None:
    assert run(report, large_file).printed == "MemoryError"


def test_with_enough_memory_lists_say_the_same_and_take_more_than_the_file(
    large_file: Path,
) -> None:
    outcome = run("lists", large_file, allowed=20 * FILE_SIZE)
    assert outcome.printed == shown(FAILED)
    assert outcome.peak > 2 * FILE_SIZE
