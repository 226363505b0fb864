"""Transfers that change nothing but what is clear from them: they are told in a few words.

So it is with most of those between a generator and a loop over it. A transfer is kept brief when it
comes; if the next instruction finds that more has changed, it is spelled out after all.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from gentools._record import steps
from gentools._record.asking import way_of_asking
from gentools._record.stacks import VISIBLE

if TYPE_CHECKING:
    from types import FrameType

    from gentools._record.calls import Calls
    from gentools._record.frames import Live
    from gentools._record.journal import Journal

#: What tells the step, the frame that runs after it, the other one, and what else it tells.
Brief: TypeAlias = "tuple[steps.Telling, Live, Live, tuple[Any, ...]]"

_DELEGATING: Final = ("yield from", "await")
_SENDING: Final = ("send()", "asend()")
#: Until 3.13 nobody else can bind the variables of a suspended frame through `f_locals`.
KEEPS_LOCALS: Final = sys.version_info < (3, 13)


class Briefs:
    """Keeps transfers brief, where by opcode there is no more to them."""

    def __init__(self, calls: Calls, journal: Journal, hidden: frozenset[str]) -> None:
        self._calls = calls
        self._stack = calls.stack
        self._journal = journal
        self._values = journal.values
        self._hidden = hidden

    def resumed(self, frame: FrameType) -> bool:
        """Keep it brief that *frame* is resumed; return whether that is all."""
        live, stack, at = self._calls.by_frame.get(id(frame)), self._stack, frame.f_lasti
        if live is None or live.state != "suspended" or not stack:
            return False
        depth, caller = live.plain_resumes.get(at), stack[-1]
        if depth is None or depth != len(live.stack) + 1 or not _lets_run(caller, frame):
            return False
        if self._journal.has_news or not self._is_as_left(live, frame):
            return False
        how, top = way_of_asking(caller), live.top_at(depth)
        number = None if top is None else self._values.number_alone(top[0])
        if number is None or how in _DELEGATING:
            return False
        self._calls.resume(live, frame, how)
        live.offset = at
        live.stack.append(number)
        is_none = self._values.atoms[number] is None
        kind = "next" if is_none and how not in _SENDING else "send"
        self._journal.brief = steps.resumed, live, caller, (caller.number, kind, how, number)
        return True

    def _is_as_left(self, live: Live, frame: FrameType) -> bool:
        """Return whether the variables of *live* surely are what they were when it was left."""
        if KEEPS_LOCALS and not live.info.shares:
            return True
        return live.is_as_read(frame, self._values, self._hidden)

    def yielded(self, frame: FrameType, value: object) -> bool:
        """Keep it brief that *frame* yields *value*; return whether that is all."""
        stack, journal = self._stack, self._journal
        if len(stack) <= 1 or journal.meter.reached is not None:
            return False
        live, target = stack[-1], stack[-2]
        depth = live.plain_yields.get(live.offset)
        if depth is None or live.frame is not frame or live.passive or journal.has_news:
            return False
        if not _goes_on(target) or live.offset != live.info.suspending(frame.f_lasti):
            return False
        left = None if VISIBLE else self._seen(live)
        if (depth != len(live.stack)) if VISIBLE else (left is None):
            return False
        number = self._values.number_alone(value)
        if number is None:
            return False
        self._calls.suspend(live, target)
        if left is None:
            live.stack.pop()
            self._values.stale = True
            journal.brief = steps.yielded, target, live, (live.number, live.offset, number)
        else:
            live.know(left)
            what = live.number, live.offset, number, tuple(left)
            journal.brief = steps.yielded_seen, target, live, what
        return True

    def _seen(self, live: Live) -> list[int] | None:
        """Return what is left on the stack that was hidden, if no new object comes into sight."""
        objects = None if live.knows_stack else live.objects(live.offset, yielding=True)
        if objects is None:
            return None
        numbers: list[int] = []
        for value in objects:
            number = self._values.number_alone(value)
            if number is None:
                return None
            numbers.append(number)
        return numbers

    def is_all(self, live: Live, frame: FrameType, source: Live) -> bool:
        """Return whether nothing changed but what is clear from *source*, before *live* goes on."""
        info, done = live.info, live.offset
        if self._journal.output or self._values.changed:
            return False
        if done in info.still:  # it was resumed
            return True
        if (VISIBLE and live.generator is not None) or done in info.stores or done in info.handling:
            return False
        return done not in info.noisy or (
            (not info.shares or live.is_as_read(frame, self._values, self._hidden))
            and self._values.is_fresh()
            and self._calls.none_is_gone(source)
        )


def _lets_run(caller: Live, frame: FrameType) -> bool:
    """Return whether *caller*, by the instruction it stands at, lets *frame* run."""
    back = frame.f_back
    if back is None or caller.frame is not back or caller.state != "running":
        return False
    at, info = back.f_lasti, caller.info
    return info.level == "opcode" and (caller.offset == at or caller.offset == info.standing(at))


def _goes_on(target: Live) -> bool:
    """Return whether *target* is the one to go on with what is yielded."""
    return (
        target.state == "waiting"
        and target.info.level == "opcode"
        and target.offset not in target.info.sends
        and not target.passive
    )
