"""Resuming a watched generator against one that is delegated to."""

from __future__ import annotations

from collections.abc import Callable, Generator

from gentools import snapshot, watch
from tests.bench.timing import medians, row


def forever() -> Generator[int]:
    number = 0
    while True:
        yield number


def delegating(inner: Generator[int]) -> Generator[int]:
    yield from inner


def resuming(generator: Generator[int]) -> Callable[[], int]:
    """Return what resumes the generator once."""
    next(generator)
    return generator.__next__


def main() -> None:
    """Print the table."""
    inner = forever()
    next(inner)
    times = medians(
        {
            "delegating": resuming(delegating(forever())),
            "watched": resuming(watch(forever(), snapshots=False)),
            "with snapshots": resuming(watch(forever())),
            "snapshot": lambda: snapshot(inner),
        }
    )
    plain, watched, both = times["delegating"], times["watched"], times["with snapshots"]
    print(row("a resume through yield from", plain, "1.0x"))
    print(
        row(
            "a resume through watch, no snapshots",
            watched,
            f"{watched / plain:.1f}x",
            "at most 15x",
        )
    )
    added = (both - watched) / times["snapshot"]
    print(row("a snapshot", times["snapshot"], ""))
    print(row("a resume through watch", both, f"{added:.1f} snapshots added", "at most 2"))


if __name__ == "__main__":
    main()
