"""Transfers that change nothing but what is clear from them: they are told in a few words.

So it is with most of those between a generator and a loop over it. A transfer is kept brief when it
comes; if the next instruction finds that more has changed, it is spelled out after all.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from gentools._record import steps
from gentools._record.asking import way_of_asking
from gentools._record.frames import VISIBLE

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
        self._journal = journal
        self._values = journal.values
        self._hidden = hidden

    def resumed(self, frame: FrameType) -> bool:
        """Keep it brief that *frame* is resumed; return whether that is all."""
        live, stack, at = self._calls.by_frame.get(id(frame)), self._calls.stack, frame.f_lasti
        if live is None or not stack or live.state != "suspended":
            return False
        caller = stack[-1]
        if not (_lets_run(caller, frame) and self._is_plain(frame, live, at)):
            return False
        how, top = way_of_asking(caller), live.top(at)
        number = None if top is None else self._values.number_alone(*top)
        if number is None or how in _DELEGATING:
            return False
        self._calls.resume(live, frame, how)
        live.offset = at
        live.stack.append(number)
        is_none = self._values.atoms[number] is None
        kind = "next" if is_none and how not in _SENDING else "send"
        self._journal.brief = steps.resumed, live, caller, (caller.number, kind, how, number)
        return True

    def _is_plain(self, frame: FrameType, live: Live, at: int) -> bool:
        """Return whether nothing is to tell yet, and *live* goes on as it was left."""
        info = live.info
        return (
            info.level == "opcode"
            and self._journal.is_empty
            and at in info.still
            and at not in info.delegating
            and (
                (KEEPS_LOCALS and not info.shares)
                or live.is_as_read(frame, self._values, self._hidden)
            )
        )

    def yielded(self, frame: FrameType, value: object) -> bool:
        """Keep it brief that *frame* yields *value*; return whether that is all."""
        stack, journal = self._calls.stack, self._journal
        if not VISIBLE or len(stack) == 1 or journal.meter.reached is not None:
            return False
        live, target = stack[-1], stack[-2]
        if live.frame is not frame or not journal.is_empty or not _goes_on(target):
            return False
        if not _only_yields(live, frame):
            return False
        number = self._values.number_alone(value)
        if number is None:
            return False
        live.stack.pop()
        self._values.stale = True
        self._calls.suspend(live, target)
        journal.brief = steps.yielded, target, live, (live.number, live.offset, number)
        return True

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
    return info.level == "opcode" and caller.offset == (at if at in info.ops else info.standing(at))


def _goes_on(target: Live) -> bool:
    """Return whether *target* is the one to go on with what is yielded."""
    return (
        target.state == "waiting"
        and target.info.level == "opcode"
        and target.offset not in target.info.sends
        and not target.passive
    )


def _only_yields(live: Live, frame: FrameType) -> bool:
    """Return whether *live*, about to run a `yield`, does no more than that."""
    info = live.info
    return (
        info.level == "opcode"
        and info.kind != "async_generator"
        and live.offset not in info.delegating
        and live.offset == info.suspending(frame.f_lasti)
        and live.leaves_top()
        and not live.passive
    )
