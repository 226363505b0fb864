"""The steps of a frame that goes on: what an instruction or a line has changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gentools._record.brief import Briefs
from gentools._record.calls import Calls
from gentools._record.journal import Journal
from gentools._record.limits import Stopped
from gentools._record.stacks import VISIBLE
from gentools._record.steps import unseen

if TYPE_CHECKING:
    from types import FrameType

    from gentools._record.brief import Brief
    from gentools._record.codes import Info
    from gentools._record.frames import Live
    from gentools._record.limits import Limits
    from gentools._record.steps import Kept


class Stepping:
    """Makes steps of what one frame does."""

    def __init__(self, infos: dict[int, Info], by: str, limits: Limits, hidden: frozenset[str]):
        self.infos = infos
        self.calls = calls = Calls(infos)
        self.journal = Journal(limits, calls.seen, calls.lost, every_link=by == "opcode")
        calls.journal = self.journal
        self.briefs = Briefs(calls, self.journal, hidden)
        self._stack = calls.stack
        self._steps = self.journal.steps
        self._values = self.journal.values
        self._meter = self.journal.meter
        self._limits = limits
        self._hidden = hidden

    def instruction(self, frame: FrameType, offset: int) -> None:  # noqa: C901  (calls take time)
        """Note that *frame* is about to run the instruction at *offset*."""
        if self._meter.reached is not None:
            raise Stopped
        stack, journal, values = self._stack, self.journal, self._values
        live = stack[-1] if stack else None
        if live is None or live.frame is not frame:
            live = self._running(frame)
            if live is None:
                return
        if journal.brief is not None:
            self._arrive(live, frame, offset, journal.brief)
        elif journal.transfer or journal.touched or journal.output or values.changed:
            self._look_and_tell(live, frame, offset)
        else:
            move = live.moves.get(live.offset)
            if move is None:
                step = self._still_step(live, frame, offset)
            else:
                step = move[1](live, offset, values) if offset in move[0] else None
            if step is None:
                self._look_and_tell(live, frame, offset)
            else:
                live.offset = offset
                steps = self._steps
                steps.append(step)
                if len(steps) >= self._meter.look_at:
                    self._meter.tick(len(steps))
                if values.stale:
                    self._forget_hidden()

    def _running(self, frame: FrameType) -> Live | None:
        if self._meter.reached is not None:
            raise Stopped
        self.journal.spell_out()
        return self.calls.running(frame)

    def _still_step(self, live: Live, frame: FrameType, offset: int) -> Kept | None:
        """Return the step at *offset*, if what can be seen surely has not changed."""
        if (VISIBLE and live.generator is not None) or not self.briefs.is_all(live, frame, live):
            return None
        if not live.knows_stack:
            return live.still(offset)
        live.forget()
        return unseen, live.number, offset

    def _arrive(self, live: Live, frame: FrameType, offset: int, brief: Brief) -> None:
        """Tell the first instruction after a transfer that is kept brief."""
        if self.briefs.is_all(live, frame, brief[2]):
            live.offset = offset
            tell, _, _, what = brief
            self.journal.brief = None
            self.journal.add((tell, live.number, offset, *what))
            if self._values.stale:
                self._forget_hidden()
        else:
            self.journal.spell_out()
            self._look_and_tell(live, frame, offset)

    def _look_and_tell(self, live: Live, frame: FrameType, offset: int) -> None:
        journal = self.journal
        resumed = journal.transfer is not None and journal.target is live
        if not resumed:
            journal.flush()
        done = live.offset
        live.offset = offset
        self._find_changes(live, frame, done)
        if VISIBLE and not (resumed and done in live.info.still):
            live.look(offset, self._values)
        elif not VISIBLE and not resumed:
            live.hide()  # where it was resumed, the stack is still as it was seen then
        journal.emit(live)
        if self._values.stale:
            self._forget_hidden()

    def _forget_hidden(self) -> None:
        self._values.stale = False
        if self._values.loose:
            self.calls.forget_hidden()

    def _find_changes(self, live: Live, frame: FrameType, done: int) -> None:
        """Find what the instruction at *done*, which has run, changed beside the stack."""
        info = live.info
        if done in info.stores:
            live.rebind(info.stores[done], frame, self._values)
        elif done in info.noisy:
            if info.shares:
                live.read(frame, self._values, self._hidden)
            self._values.refresh()
            self.calls.bury(live)
        elif done in info.handling:
            self._look_at_exception(live)

    def _look_at_exception(self, live: Live) -> None:
        depth = live.info.depth(live.offset)
        error = sys.exception() if depth is not None and depth.handling else None
        live.handle(None if error is None else self._values.number(error))

    def line(self, frame: FrameType) -> None:  # noqa: C901  (calls take time)
        """Note that *frame* is about to run a line."""
        stack, journal = self._stack, self.journal
        live = stack[-1] if stack else None
        if live is None or live.frame is not frame or self._meter.reached is not None:
            live = self._running(frame)
            if live is None:
                return
        values, calls = self._values, self.calls  # as `_look_around` does it; a call takes time
        live.read(frame, values, self._hidden)
        if values.looks:
            values.refresh()
        if calls.generators or calls.dropped:
            calls.bury(live)
        if values.stale:
            self._forget_hidden()
        if journal.transfer is not None:
            journal.flush()  # a generator has come into sight
        live.offset = frame.f_lasti
        if live.info.level == "line":
            if live.generator is not None:
                live.look(live.offset, self._values)
            journal.emit(live)
        else:
            self._meter.tick(len(journal.steps))

    def _look_around(self, live: Live, frame: FrameType) -> None:
        values, calls = self._values, self.calls
        live.read(frame, values, self._hidden)
        if values.looks:
            values.refresh()
        if calls.generators or calls.dropped:
            calls.bury(live)
        if values.stale:
            self._forget_hidden()
