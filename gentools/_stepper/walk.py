"""Where the reader is in a recording, and how to get elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gentools._views.signs import DRAWN
from gentools._views.steps import frame_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gentools._record.model import Step, Trace
    from gentools._views.steps import Key, Row


class Walk:
    """A place in a recording, and what of it is opened.

    Each way to go returns a message for the reader, empty if all is said by the new place.
    """

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.index = 0
        self.opened: set[Key] = set()
        self.chosen: Key | None = None

    @property
    def step(self) -> Step:
        """Return the step that the reader is at."""
        return self.trace[self.index]

    @property
    def last(self) -> int:
        """Return the index of the last step."""
        return len(self.trace) - 1

    def go(self, index: int) -> str:
        """Go to the step of that index."""
        if not 0 <= index <= self.last:
            return f"There is no step {index}; the steps are 0 to {self.last}."
        self.index = index
        return ""

    def first(self) -> str:
        """Go to the first step."""
        return self.go(0)

    def end(self) -> str:
        """Go to the last step."""
        return self.go(self.last)

    def next(self) -> str:
        """Go one step on."""
        if self.index == self.last:
            return f"This is the last step. {self.trace.end.sentence}"
        return self.go(self.index + 1)

    def back(self) -> str:
        """Go one step back."""
        return "This is the first step." if self.index == 0 else self.go(self.index - 1)

    def next_transfer(self) -> str:
        """Go to where control is next transferred from one frame to another."""
        later = (index for index in self.trace.transfers if index > self.index)
        return self._to(later, "No transfer follows.")

    def last_transfer(self) -> str:
        """Go back to the transfer before."""
        earlier = (index for index in reversed(self.trace.transfers) if index < self.index)
        return self._to(earlier, "No transfer comes before this.")

    def to_line(self, line: int) -> str:
        """Go to where that line of the shown source is next about to run."""
        source = self.step.frame.code.source
        after = range(self.index + 1, len(self.trace))
        found = (index for index in after if _is_at(self.trace[index], source, line))
        return self._to(found, f"Line {line} of {source.name} does not run after this step.")

    def _to(self, indexes: Iterable[int], otherwise: str) -> str:
        index = next(iter(indexes), None)
        return otherwise if index is None else self.go(index)

    def rows(self) -> list[Row]:
        """Return what there is to choose from, and the rows between."""
        return list(frame_rows(self.step, DRAWN, self.opened))

    def choose(self, by: int) -> str:
        """Choose the next value, or with -1 the one before."""
        keys = [row.key for row in self.rows() if row.key is not None]
        if not keys:
            return "No values are in sight."
        if self.chosen in keys:
            self.chosen = keys[(keys.index(self.chosen) + by) % len(keys)]
        else:
            self.chosen = keys[0 if by > 0 else -1]
        return ""

    def expand(self) -> str:
        """Open the chosen value, or shut it."""
        if self.chosen not in [row.key for row in self.rows() if row.key is not None]:
            return "Choose a value first: Tab goes from one to the next."
        assert self.chosen is not None
        self.opened ^= {self.chosen}
        return ""

    def expand_named(self, name: str) -> str:
        """Open the local variable of that name, or shut it.

        It is that of the frame that runs, or else of the nearest caller that has one.
        """
        for frame in reversed(self.step.call_stack):
            if name in frame.locals:
                self.chosen = (frame.number, "local", name)
                self.opened ^= {self.chosen}
                return ""
        return f"No frame on the call stack has a local variable {name!r}."


def _is_at(step: Step, source: object, line: int) -> bool:
    return step.line == line and step.frame.code.source is source
