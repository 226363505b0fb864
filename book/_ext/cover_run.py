"""The run that the cover shows: recorded, like every picture of an execution in the book."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import CodeType, FrameType
from typing import Any

#: The run that the cover shows asks for the primes below this number.
LIMIT = 14


def primes(limit: int) -> Iterator[int]:
    """Yield the primes below `limit`."""
    for number in range(2, limit):
        for divisor in range(2, number):
            if number % divisor == 0:
                break
        else:
            yield number


def ask(limit: int) -> list[int]:
    """Ask for all of them, one at a time."""
    found = []
    for prime in primes(limit):
        found.append(prime)  # noqa: PERF402  (a line to be counted)
    return found


@dataclass(slots=True)
class Stretch:
    """Lines that ran before control changed hands, and the value that it went with."""

    inside: bool
    lines: int = 0
    value: object = None


def record(limit: int) -> list[Stretch]:
    """Run `ask` and return who ran how many lines, in order."""
    recorder = _Recorder(ask.__code__, primes.__code__)
    before = sys.gettrace()
    sys.settrace(recorder.trace)
    try:
        ask(limit)
    finally:
        sys.settrace(before)
    return recorder.stretches


class _Recorder:
    def __init__(self, caller: CodeType, generator: CodeType) -> None:
        self.sides = {caller: False, generator: True}
        self.stretches = [Stretch(inside=False)]

    def trace(self, frame: FrameType, event: str, argument: Any) -> Any:
        """Count a line for the one who runs it; at each return control goes back."""
        inside = self.sides.get(frame.f_code)
        if inside is None:
            return None
        if self.stretches[-1].inside != inside:
            self.stretches.append(Stretch(inside))
        self.stretches[-1].lines += event == "line"
        if event == "return":
            self.stretches[-1].value = argument
        return self.trace
