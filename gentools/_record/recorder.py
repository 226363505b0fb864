"""From what happens in the program to the steps of the recording.

An engine says what happens: a frame is entered, resumed, thrown into, about to run an instruction
or a line; it yields, returns, or ends with an exception. What is kept of a step is what changed.

By opcode, a transfer is part of the step of the first instruction that runs after it, as nothing
happens in between; an exception that is thrown in has a step of its own, at the yield where it
arrives. By line and by transfer, each transfer has a step of its own.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, Final

from gentools._record.brief import KEEPS_LOCALS
from gentools._record.limits import Stopped
from gentools._record.stacks import VISIBLE
from gentools._record.stepping import Stepping

if TYPE_CHECKING:
    from types import FrameType

    from gentools._record.codes import Info
    from gentools._record.frames import Live

Json = dict[str, Any]

_CLOSING: Final = ("close()", "aclose()")
_DELEGATING: Final = ("yield from", "await")
_SENDING: Final = ("send()", "asend()")
_THROWING: Final = ("throw()", "athrow()")


class Recorder(Stepping):
    """Makes steps of what happens."""

    # Frames that begin to run.

    def entered(self, frame: FrameType, info: Info) -> None:
        """Note that *frame* starts."""
        if self._meter.reached is not None:
            raise Stopped
        if len(self.calls.stack) >= self._limits.depth:
            raise RecursionError("maximum recursion depth exceeded")
        live, caller = self._beginning(frame, info)
        how = self.calls.enter(live, frame, caller)
        live.offset = frame.f_lasti
        live.read(frame, self._values, self._hidden)
        if info.is_generator:
            live.look(live.offset, self._values)
            self.journal.tell("start", caller, live, how=how)
        else:
            self.journal.tell("call", caller, live)
        self.journal.settle()

    def _beginning(self, frame: FrameType, info: Info) -> tuple[Live, Live | None]:
        caller = self._calling(frame)
        return self.calls.frame_for(frame, info), caller

    def _calling(self, frame: FrameType) -> Live | None:
        self.journal.flush()
        caller = self.calls.caller_of(frame)
        if caller is not None and caller.info.level != "opcode" and caller.frame is not None:
            self._look_around(caller, caller.frame)
            self.journal.flush()
        return caller

    def resumed(self, frame: FrameType, info: Info) -> None:
        """Note that *frame* goes on after a yield, an await or a delegation."""
        if self._meter.reached is not None:
            raise Stopped
        if self.briefs.resumed(frame) or self._was_passive(frame):
            return
        live, caller = self._beginning(frame, info)
        unread = live.state != "suspended"  # it was never seen, or only while another thread ran it
        how = self.calls.enter(live, frame, caller)
        live.offset = frame.f_lasti
        if unread or info.shares or not KEEPS_LOCALS:
            live.read(frame, self._values, self._hidden)
        live.look_at_top(live.offset, self._values)
        value = live.stack[-1] if live.stack else None
        kind = "next" if how not in _SENDING and self._is_none(value) else "send"
        told = self.journal.tell(kind, caller, live, value, how)
        if caller is not None and caller.relay is not None and how in _DELEGATING:
            told.update(caller.relay)
        if live.offset in live.info.delegating and self.calls.delegate_of(live) is not None:
            told["passing"] = True
            live.relay = _passed_on(told, live)
        self.journal.settle()

    def _was_passive(self, frame: FrameType) -> bool:
        """Return whether *frame* only goes on with what was thrown through it."""
        live = self.calls.known(frame)
        if live is None or not live.passive:
            return False
        live.passive = False
        live.offset = frame.f_lasti
        return True

    def _is_none(self, number: int | None) -> bool:
        return number is None or self._values.atoms[number] is None

    def thrown(self, frame: FrameType, info: Info, error: BaseException) -> None:
        """Note that *error* is thrown into *frame*."""
        if self._meter.reached is not None or self._was_passive(frame):
            return
        self.calls.wake(frame)
        through = self.calls.between(frame)
        outermost = through[0].frame if through else None
        caller = self._calling(outermost or frame)
        live = self.calls.frame_for(frame, info, dying=type(error) is GeneratorExit)
        above = caller
        for passed in through:
            passed.how = self.calls.enter(passed, passed.frame, above)
            passed.passive = True
            above = passed
        self.calls.enter(live, frame, above)
        asked = through[0].how if through else live.how
        live.how = _way_of_throwing(asked, error, live)
        live.read(frame, self._values, self._hidden)
        live.offset = live.info.suspending(frame.f_lasti)
        live.look(live.info.resuming(live.offset), self._values)
        kind = "throw" if live.how in _THROWING or type(error) is not GeneratorExit else "close"
        # The interpreter makes one to close a generator, and one for each that this delegates to.
        numbered = self._values.number_of_new if kind == "close" else self._values.number
        told = self.journal.tell(kind, caller, live, numbered(error), live.how, through)
        if kind == "close" and live.delegator is not None and not through:
            told["through"] = _delegators(live)
        self.journal.flush()

    # Frames that stop to run.

    def yielded(self, frame: FrameType, value: object) -> None:
        """Note that *frame* yields *value*."""
        if self.briefs.yielded(frame, value):
            return
        live = self._leaving(frame)
        if live is None:
            return
        live.offset = live.info.suspending(frame.f_lasti)
        if not (VISIBLE and live.info.level == "opcode" and live.drop_top()):
            live.look(live.offset, self._values, yielding=True)
        if live.info.kind == "async_generator":
            value = _unwrapped(value)
        number = self._values.number(value)
        delegating = live.offset in live.info.delegating
        relay = live.relay if delegating else None
        self.calls.leave("suspended")
        through, target = self._passed()
        told = self.journal.tell("yield", live, target, number)
        if relay is not None:
            told.update(relay)
        if through:
            told["through"] = [*told.get("through", ()), *(passed.number for passed in through)]
        # What an async generator yields is what the await of it gives; only what it awaits goes on.
        ends_here = live.info.kind == "async_generator" and not delegating
        word = None if ends_here else _delegates(target)
        if target is not None and word is not None:
            told["passing"] = True
            target.relay = {key: told[key] for key in ("from", "through") if key in told}
            target.relay["through"] = [*told.get("through", ()), target.number]
            target.note("delegate", live.number)
            live.delegator = target
        self.journal.settle()

    def _passed(self) -> tuple[list[Live], Live | None]:
        """Return the frames that a value goes through, and the one that goes on with it."""
        through: list[Live] = []
        target = self.calls.receiver()
        while target is not None and target.passive:
            through.append(self.calls.leave("suspended"))
            target = self.calls.receiver()
        return through, target

    def returned(self, frame: FrameType, value: object) -> None:
        """Note that *frame* returns *value*."""
        self._ended(frame, "return", value)

    def unwound(self, frame: FrameType, error: BaseException) -> None:
        """Note that *frame* ends with *error*."""
        self._ended(frame, "raise", error)

    def _ended(self, frame: FrameType, kind: str, value: object) -> None:
        live = self._leaving(frame)
        if live is None:
            return
        live.offset = live.info.suspending(frame.f_lasti)
        number = self._values.number(value)
        how = live.how if live.info.is_generator else None
        live.clear()
        self.calls.forget(live)
        self.calls.leave("closed")
        target = self.calls.receiver()
        word = _delegates(target)
        if target is not None and word is not None:
            target.note("delegate", None)
            target.relay = None
        self.journal.tell(kind, live, target, number, word or how)
        self.journal.settle()

    def _leaving(self, frame: FrameType) -> Live | None:
        if self._meter.reached is not None:
            return None
        live = self.calls.known(frame)
        if live is None:
            return None
        self.journal.flush()
        self.calls.running(frame)
        if live.info.level == "opcode":
            self._find_changes(live, frame, live.offset)
        else:
            self._look_around(live, frame)
            self.journal.flush()
        return live


def _passed_on(told: Json, live: Live) -> Json:
    """Return what the delegate of *live* is told, which passes on what it was told itself."""
    kept: Json = {key: told[key] for key in ("kind", "from", "how") if key in told}
    return {**kept, "through": [*told.get("through", ()), live.number]}


def _way_of_throwing(how: str | None, error: BaseException, live: Live) -> str | None:
    if type(error) is not GeneratorExit or how in (*_CLOSING, *_THROWING):
        return how
    return "drop" if _is_gone(live) else None


def _is_gone(live: Live) -> bool:
    """Is nothing left that could resume *live*? Its delegators hold it to their own end."""
    outermost = live
    while outermost.delegator is not None:
        outermost = outermost.delegator
    return outermost.generator is None or outermost.generator() is None


def _delegators(live: Live) -> list[int]:
    """Return the frames that delegate to *live*, outermost first."""
    found: list[int] = []
    above = live.delegator
    while above is not None:
        found.append(above.number)
        above = above.delegator
    return found[::-1]


def _delegates(target: Live | None) -> str | None:
    """Return the keyword by which *target* delegates to whom it let run; None if it does not."""
    if target is None:
        return None
    if target.passive:
        return target.info.delegating.get(target.info.suspending(target.offset), "yield from")
    return target.info.sends.get(target.offset)


def _unwrapped(value: object) -> object:
    """Return what an async generator yields; the interpreter wraps it up."""
    if type(value).__name__ != "async_generator_wrapped_value":
        return value
    return next(iter(gc.get_referents(value)), None)
