"""Times of one operation, taken in turns in one run: of the processor, which others may use too."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from statistics import median
from time import process_time

ROUNDS = 15
#: Long enough for the clock, and short enough for others to be measured under the same conditions.
_SPELL = 0.01


def medians(
    operations: Mapping[str, Callable[[], object]], rounds: int = ROUNDS
) -> dict[str, float]:
    """Return how many seconds each operation takes: the median of `rounds` spells of each."""
    counts = {name: _count(operation) for name, operation in operations.items()}
    taken: dict[str, list[float]] = {name: [] for name in operations}
    for _ in range(rounds):
        for name, operation in operations.items():
            taken[name].append(_spell(operation, counts[name]) / counts[name])
    return {name: median(times) for name, times in taken.items()}


def _count(operation: Callable[[], object]) -> int:
    """Return how often the operation is done in one spell; it is warm afterwards."""
    count = 1
    while (taken := _spell(operation, count)) < _SPELL / 2:
        count *= 2
    return max(1, round(count * _SPELL / taken))


def _spell(operation: Callable[[], object], count: int) -> float:
    gc.collect()
    gc.disable()
    try:
        start = process_time()
        for _ in range(count):
            operation()
        return process_time() - start
    finally:
        gc.enable()


def row(title: str, seconds: float, compared: str, wanted: str = "") -> str:
    """Return one line of a table: what, its time, how it compares, and what it should be."""
    return f"{title:46} {show(seconds):>10} {compared:>24} {wanted:>24}".rstrip()


def show(seconds: float) -> str:
    """Return a time with a unit that suits it."""
    for unit, factor in (("s", 1.0), ("ms", 1e3), ("us", 1e6)):
        if seconds * factor >= 1:
            return f"{seconds * factor:.1f} {unit}"
    return f"{seconds * 1e9:.0f} ns"
