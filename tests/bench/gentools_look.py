"""Taking a snapshot against asking inspect; and how its cost grows."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Generator
from typing import Any

from gentools import snapshot
from tests.bench.timing import medians, row

LOCALS = (5, 50, 500)
DEPTHS = (1, 10, 100, 1000)


def suspended(count: int) -> Generator[None]:
    """Return a generator that is suspended with so many local variables."""
    names = ", ".join(f"local_{number}" for number in range(count))
    namespace: dict[str, Any] = {}
    exec(f"def generator({names}):\n    yield\n", namespace)
    generator: Generator[None] = namespace["generator"](*range(count))
    next(generator)
    return generator


def delegating(depth: int) -> Generator[None]:
    """Return a generator that delegates to another, and so on, `depth` generators in all."""

    def innermost() -> Generator[None]:
        yield

    def outer(inner: Generator[None]) -> Generator[None]:
        yield from inner

    generator = innermost()
    for _ in range(depth - 1):
        generator = outer(generator)
    next(generator)
    return generator


def main() -> None:
    """Print the tables."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 10 * DEPTHS[-1]))
    against_inspect()
    growth("local variables", LOCALS, suspended)
    growth("generators in the chain", DEPTHS, delegating)


def against_inspect() -> None:
    generator = suspended(5)

    def ask_inspect() -> None:
        inspect.getgeneratorstate(generator)
        inspect.getgeneratorlocals(generator)

    times = medians({"inspect": ask_inspect, "snapshot": lambda: snapshot(generator)})
    print(row("inspect: state and five locals", times["inspect"], "1.0x"))
    ratio = times["snapshot"] / times["inspect"]
    print(row("snapshot", times["snapshot"], f"{ratio:.1f}x", "under 15x"))


def growth(what: str, sizes: tuple[int, ...], make: Callable[[int], Generator[None]]) -> None:
    """Print times for each size; if the cost is linear, what is added costs the same everywhere."""

    def operation(size: int) -> Callable[[], object]:
        generator = make(size)
        return lambda: snapshot(generator)

    times = medians({str(size): operation(size) for size in sizes})
    for before, size in zip((0, *sizes), sizes, strict=False):
        compared = ""
        if before:
            each = (times[str(size)] - times[str(before)]) / (size - before)
            compared = f"{each * 1e6:.2f} us for each more"
        print(row(f"snapshot, {size} {what}", times[str(size)], compared, "linear"))


if __name__ == "__main__":
    main()
