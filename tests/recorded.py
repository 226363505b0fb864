"""A film as the tests of the player read it: with the trace that is proved elsewhere."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from gentools import Trace
from gentools._record.parts import Frame, Transfer

Json = dict[str, Any]

LEVELS = ("transfer", "line", "instruction")
GENERATORS = ("generator", "coroutine", "async_generator")
#: Stands for code that is not recorded, where a frame is asked for.
UNRECORDED = -1


class Recorded:
    """A film: its steps by each level, and what its frames are called."""

    def __init__(self, data: Json) -> None:
        self.data = data
        self.trace = Trace.from_json(json.dumps(data["trace"]))
        self.steps = list(self.trace)

    def of(self, level: str) -> list[int]:
        """Return the steps of a level."""
        steps: list[int] = self.data["levels"].get(level) or list(range(len(self.steps)))
        return steps

    def after(self, level: str, index: int) -> int:
        """Return the step of a level that comes after a step; that step, if it is the last."""
        return next((step for step in self.of(level) if step > index), index)

    def before(self, level: str, index: int) -> int:
        """Return the step of a level that comes before a step; that step, if it is the first."""
        return next((step for step in reversed(self.of(level)) if step < index), index)

    def at_line(self, source: int, line: int, index: int) -> int | None:
        """Return the next step, also round from the start, at which a frame comes to a line."""
        for step in self.steps[index + 1 :] + self.steps[: index + 1]:
            is_there = self.trace.sources.index(step.frame.code.source) == source
            if is_there and step.instruction and step.instruction.line == line:
                return step.index
        return None

    @cached_property
    def frames(self) -> dict[int, Frame]:
        return {frame.number: frame for frame in self.steps[-1].frames}

    @cached_property
    def has_unrecorded(self) -> bool:
        """Return whether code takes part that was not recorded."""
        found = (step.transfer for step in self.steps)
        return any(
            transfer is not None
            and None in (transfer.source, transfer.target)
            and not self.is_own(transfer)
            for transfer in found
        )

    def is_own(self, transfer: Transfer) -> bool:
        """Return whether it is the program's own start or end."""
        outside = transfer.target if transfer.source is None else transfer.source
        if None not in (transfer.source, transfer.target) or outside is None:
            return False
        is_plain = self.frames[outside].kind not in GENERATORS
        return is_plain and transfer.kind in ("call", "return", "raise")

    def name(self, number: int) -> str:
        """Return what a frame is called, as the sentences call it."""
        return "the caller" if number == UNRECORDED else str(self.data["labels"][number])

    @cached_property
    def panels(self) -> list[int]:
        """Return the steps that have numbers by transfer: all but the program's start and end."""
        found = [(index, self.steps[index].transfer) for index in self.of("transfer")]
        return [index for index, one in found if one is not None and not self.is_own(one)]
