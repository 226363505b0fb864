"""The steps made so far, and what the next one will say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gentools._record.frames import Live
from gentools._record.limits import Meter
from gentools._record.steps import bound
from gentools._record.values import Values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gentools._record.brief import Brief
    from gentools._record.codes import Info
    from gentools._record.limits import Limits
    from gentools._record.steps import Kept

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
        self.steps: list[Kept] = []
        self.frames: list[Json] = []
        self.ran: list[Info] = []
        self.output: list[tuple[str, str]] = []
        self.meter = Meter(limits)
        self.values = Values(self.meter, seen, lost)
        self.transfer: Json | None = None  # not told yet
        self.target: Live | None = None  # the frame that runs after it
        self.touched: list[Live] = []  # the frames that changed since the last step
        #: A transfer that has changed no more than is clear from it; then nothing else is to tell.
        self.brief: Brief | None = None
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

    @property
    def has_news(self) -> bool:
        """Return whether the next step has something to tell already."""
        told = self.transfer or self.brief or self.touched or self.output or self.values.changed
        return bool(told)

    def spell_out(self) -> None:
        """Tell a transfer that was kept brief as any other is told."""
        if self.brief is None:
            return
        tell, target, other, what = self.brief
        self.brief = None
        step = tell(target.number, target.offset, *what)
        for live in (other, target):
            live.change = step["changes"][live.key]
            self.touched.append(live)
        self.transfer, self.target = step["transfer"], target

    def add(self, step: Kept) -> None:
        """Add a step."""
        steps = self.steps
        steps.append(step)
        if len(steps) >= self.meter.look_at:
            self.meter.tick(len(steps))

    def settle(self) -> None:
        """Make a step of the transfer, unless the next instruction will be its step."""
        goes_on = self.transfer is not None and self.transfer["to"] is not None
        if not goes_on or self.target is None or self.target.info.level != "opcode":
            self.flush()

    def flush(self) -> None:
        """Make a step of a transfer that is not told yet."""
        if self.brief is not None:
            self.spell_out()
        if self.transfer is None:
            return
        live = self.target
        if live is None or (self.transfer.get("passing") and not self._every_link):
            self.transfer = self.target = None
            return
        self.emit(live)

    def emit(self, live: Live) -> None:
        """Make a step: *live* runs."""
        change = live.change
        tells_more = self.transfer or self.output or self.values.changed
        if "set" in change and not tells_more and len(change) == len(self.touched) == 1:
            self.touched.clear()
            live.change = {}
            steps = self.steps  # as `add` does it; a call takes time
            steps.append((bound, live.number, live.offset, change["set"]))
            if len(steps) >= self.meter.look_at:
                self.meter.tick(len(steps))
            return
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
        self.add(step)
