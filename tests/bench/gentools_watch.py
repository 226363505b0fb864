"""Resuming a watched generator against one that is delegated to."""

from __future__ import annotations

from collections.abc import Callable, Generator

from gentools import snapshot, watch
from tests.bench.timing import medians, row


def forever() -> Generator[int]:
    number = 0
    while True:
        yield number


def with_an_unbound_variable() -> Generator[int]:
    number = 0
    while True:
        yield number
        if number:
            missing = number
            print(missing)


def with_a_shared_variable() -> Generator[int]:
    number = 0

    def shared() -> int:
        return number

    while True:
        yield number
        if number:
            shared()


def handling_an_exception() -> Generator[int]:
    number = 0
    try:
        raise ValueError  # noqa: TRY301
    except ValueError:
        while True:
            yield number


def having_handled_an_exception() -> Generator[int]:
    number = 0
    try:
        raise ValueError  # noqa: TRY301
    except ValueError:
        pass
    while True:
        yield number


def delegating(inner: Generator[int]) -> Generator[int]:
    yield from inner


#: What makes a snapshot dearer, or a look whether the last one still holds.
SHAPES = {
    "all variables bound": forever,
    "one unbound": with_an_unbound_variable,
    "one shared": with_a_shared_variable,
    "in an except block": handling_an_exception,
    "after an except block": having_handled_an_exception,
    "delegating": lambda: delegating(forever()),
}


def started(generator: Generator[int]) -> Generator[int]:
    next(generator)
    return generator


def resuming(generator: Generator[int]) -> Callable[[], int]:
    """Return what resumes the generator once."""
    return started(generator).__next__


def main() -> None:
    """Print the tables."""
    without_snapshots()
    for title, make in SHAPES.items():
        with_snapshots(title, make)


def without_snapshots() -> None:
    times = medians(
        {
            "delegating": resuming(delegating(forever())),
            "watched": resuming(watch(forever(), snapshots=False)),
        }
    )
    plain, watched = times["delegating"], times["watched"]
    print(row("a resume through yield from", plain, "1.0x"))
    ratio = f"{watched / plain:.1f}x"
    print(row("a resume through watch, no snapshots", watched, ratio, "at most 15x"))


def with_snapshots(title: str, make: Callable[[], Generator[int]]) -> None:
    generator = started(make())
    times = medians(
        {
            "without": resuming(watch(make(), snapshots=False)),
            "with": resuming(watch(make())),
            "snapshot": lambda: snapshot(generator),
        }
    )
    added = (times["with"] - times["without"]) / times["snapshot"]
    print(row(f"a snapshot, {title}", times["snapshot"], ""))
    print(row("a resume through watch", times["with"], f"{added:.1f} snapshots added", "at most 2"))


if __name__ == "__main__":
    main()
