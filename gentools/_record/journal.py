"""The steps made so far, and what the next one will say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gentools._record.frames import Live
from gentools._record.limits import Meter
from gentools._record.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gentools._record.codes import Info
    from gentools._record.limits import Limits

Json = dict[str, Any]


class Journal:
    """Writes the steps."""

    def __init__(
        self,
        limits: Limits,
        seen: Callable[[object, int], None],
        lost: Callable[[int], None],
        *,
        every_link: bool,
    ) -> None:
        self.steps: list[Json] = []
        self.frames: list[Json] = []
        self.ran: list[Info] = []
        self.output: list[tuple[str, str]] = []
        self.meter = Meter(limits)
        self.values = Values(self.meter, seen, lost)
        self.transfer: Json | None = None  # not told yet
        self.target: Live | None = None  # the frame that runs after it
        self.touched: list[Live] = []  # the frames that changed since the last step
        self._every_link = every_link

    def new_frame(self, info: Info) -> Live:
        """Return a new frame of this code."""
        info.prepare()
        if info.number is None:
            info.number = len(self.ran)
            self.ran.append(info)
        live = Live(len(self.frames), info, self.touched, self.values)
        self.frames.append({"code": info.number})
        return live

    def print(self, stream: str, text: str) -> None:
        """Note that *text* was printed."""
        if self.meter.reached is None and text:
            self.output.append((stream, text))
            self.meter.add(len(text))
            self.meter.tick(len(self.steps))

    def tell(
        self,
        kind: str,
        source: Live | None,
        target: Live | None,
        value: int | None = None,
        how: str | None = None,
        through: Sequence[Live] = (),
    ) -> Json:
        """Note a transfer, which will be part of the next step."""
        told: Json = {"kind": kind}
        told["from"] = None if source is None else source.number
        told["to"] = None if target is None else target.number
        if value is not None:
            told["value"] = value
        if how is not None:
            told["how"] = how
        if through:
            told["through"] = [live.number for live in through]
        self.transfer = told
        self.target = source if target is None else target
        return told

    def settle(self) -> None:
        """Make a step of the transfer, unless the next instruction will be its step."""
        goes_on = self.transfer is not None and self.transfer["to"] is not None
        if not goes_on or self.target is None or self.target.info.level != "opcode":
            self.flush()

    def flush(self) -> None:
        """Make a step of a transfer that is not told yet."""
        if self.transfer is None:
            return
        live = self.target
        if live is None or (self.transfer.get("passing") and not self._every_link):
            self.transfer = self.target = None
            return
        self.emit(live)

    def emit(self, live: Live) -> None:
        """Make a step: *live* runs."""
        step: Json = {"frame": live.number, "at": live.offset}
        if self.touched:
            step["changes"] = changes = {}
            for other in self.touched:
                changes[other.key] = other.change
                other.change = {}
            self.touched.clear()
        if self.transfer is not None:
            step["transfer"] = self.transfer
            self.transfer = self.target = None
        if self.output:
            step["output"] = self.output
            self.output = []
        if self.values.changed:
            step["values"] = self.values.changed
            self.values.changed = {}
        steps = self.steps
        steps.append(step)
        if len(steps) >= self.meter.look_at:
            self.meter.tick(len(steps))
