"""How much is recorded at most."""

from __future__ import annotations

from time import monotonic
from typing import Final, NamedTuple

#: What a step counts for in the limit of size, beside what it says of values.
_STEP: Final = 48


class Limits(NamedTuple):
    """What ends a recording."""

    steps: int
    seconds: float
    size: int  # bytes, roughly: what is printed and what is told of values and steps
    depth: int  # calls of the program's own functions inside one another


class Stopped(BaseException):
    """Ends the program when a limit is reached."""


class Meter:
    """Looks at the limits now and then."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.size = 0  # of what is printed and what is told of values
        self.most = limits.size
        self.reached: str | None = None  # the limit, in words
        self.running = False  # the program
        self._until = monotonic() + limits.seconds
        self._ticks = 0
        self.look_at = min(64, limits.steps)  # the number of steps to tick at

    def add(self, size: int) -> None:
        """Note that the recording says so much more."""
        self.size += size
        if self.size > self.most:
            self.look_at = 0

    def tick(self, steps: int) -> None:
        """Look at the limits, at those that cost time only now and then.

        :raises Stopped: if one of them is reached.
        """
        self._ticks += 1
        if steps >= self.limits.steps:
            self._stop(f"after {self.limits.steps} steps")
        if steps >= self.look_at or not self._ticks & 63:
            self.look_at = min(steps + 64, self.limits.steps)
            if monotonic() > self._until:
                self.too_late()
        if self.size + _STEP * steps > self.most:
            self._stop(f"at about {self.limits.size} bytes")

    def too_late(self) -> None:
        """Stop the program because its time is over, or because it went on when told to stop.

        :raises Stopped: in any case.
        """
        self._stop(self.reached or f"after {self.limits.seconds:g} seconds")

    def _stop(self, when: str) -> None:
        self.reached = when
        raise Stopped
