"""Which frames of the program are on the call stack, and which are suspended."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Any, Final

from gentools._record.asking import way_of_asking
from gentools._record.frames import Live
from gentools._record.owners import find_generator, frame_of
from gentools._record.steps import told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

    from gentools._record.codes import Info
    from gentools._record.journal import Journal

#: The states in which a generator can be closed without an event that tells of it.
_AT_REST: Final = ("created", "suspended")
_RUNNING: Final = ("running", "waiting")


class Calls:
    """The frames, and the order in which they called each other."""

    def __init__(self, infos: dict[int, Info]) -> None:
        self.infos = infos
        self.stack: list[Live] = []
        self.journal: Journal
        self.by_frame: dict[int, Live] = {}
        self.generators: dict[int, Live] = {}  # by their numbers as values
        self.dropped: list[Live] = []

    def known(self, frame: FrameType) -> Live | None:
        """Return what stands for *frame*, or None if it was never seen."""
        return self.by_frame.get(id(frame))

    @property
    def recorded(self) -> Iterable[Live]:
        """Return what stands for the frames that are not closed."""
        return self.by_frame.values()

    def frame_for(self, frame: FrameType, info: Info, *, dying: bool = False) -> Live:
        """Return what stands for *frame*, from now on if it was never seen.

        A weak reference to a generator that is *dying* would outlive it, and point to nowhere: the
        interpreter clears such references before it closes the generator.
        """
        live = self.known(frame)
        if live is None:
            live = self.journal.new_frame(info)
            search = info.is_generator and not dying
            self._keep(live, frame, find_generator(frame) if search else None)
        return live

    def forget(self, live: Live) -> None:
        """Forget the frame object of *live*, which is closed."""
        if self.by_frame.get(live.identity) is live:  # another may have its address by now
            del self.by_frame[live.identity]

    def _keep(self, live: Live, frame: FrameType, owner: Any) -> None:
        live.identity = id(frame)
        self.by_frame[live.identity] = live
        if owner is None:
            return
        if owner.__name__ != live.info.code.co_name:
            self.journal.frames[live.number]["name"] = owner.__name__
        live.generator = weakref.ref(owner)
        self.generators[self.journal.values.number(owner)] = live

    # The call stack.

    def running(self, frame: FrameType) -> Live | None:
        """Return what stands for *frame*, which runs now; None if it is not recorded."""
        if self.stack and self.stack[-1].frame is frame:
            return self.stack[-1]
        live = self.known(frame)
        if live is None:
            return None
        if live not in self.stack:
            self.stack.append(live)
        while self.stack[-1] is not live:
            self.leave("suspended")
        live.frame = frame
        live.enter("running")
        return live

    def caller_of(self, frame: FrameType) -> Live | None:
        """Return the nearest recorded frame that *frame* was called from."""
        back = frame.f_back
        while back is not None:
            live = self.by_frame.get(id(back))
            if live is not None and live.state != "suspended":
                if self.stack[-1:] != [live] or live.frame is not back:
                    self.running(back)
                offset = back.f_lasti
                if offset not in live.info.ops:
                    offset = live.info.standing(offset)
                if offset != live.offset or live.info.level != "opcode":
                    live.stand(offset)
                return live
            back = back.f_back
        return None

    def between(self, frame: FrameType) -> list[Live]:
        """Return the suspended frames that a throw into *frame* goes through, outermost first."""
        found: list[Live] = []
        back = frame.f_back
        while back is not None:
            live = self.known(back)
            if live is None or live.state != "suspended":
                break
            live.frame = back
            found.append(live)
            back = back.f_back
        return found[::-1]

    def enter(self, live: Live, frame: FrameType | None, caller: Live | None) -> str | None:
        """Note that *caller* lets *live* run; return how it asked for that."""
        how = None if caller is None else way_of_asking(caller)
        if caller is not None:
            caller.enter("waiting")
        self.stack.append(live)
        live.frame = frame
        live.how = how
        live.run(None if caller is None else caller.number)
        return how

    def resume(self, live: Live, frame: FrameType, how: str | None) -> None:
        """Note the same of a frame that was suspended, where what changes is told elsewhere."""
        self.stack[-1].state = "waiting"
        self.stack.append(live)
        live.frame, live.how, live.state = frame, how, "running"

    def suspend(self, live: Live, target: Live) -> None:
        """Note that *live*, on top of the call stack, yields to *target*, the same way."""
        self.stack.pop()
        live.frame = live.relay = None
        live.state, target.state = "suspended", "running"

    def leave(self, state: str) -> Live:
        """Note that the frame on top of the call stack is not there any more, and return it."""
        live = self.stack.pop()
        live.rest(state)
        return live

    def receiver(self) -> Live | None:
        """Return the frame that goes on now."""
        if not self.stack:
            return None
        self.stack[-1].enter("running")
        return self.stack[-1]

    # Generators that come into sight, and go.

    def seen(self, value: object, _: int) -> None:
        """Note a generator that came into sight."""
        frame = frame_of(value)
        if frame is None or self._is_that_of(value, frame):
            return
        info = self.infos.get(id(frame.f_code))
        if info is None:
            return
        live = self.journal.new_frame(info)
        self._keep(live, frame, value)
        live.state = _state(frame, info)
        live.note("state", live.state)
        live.stand(info.standing(frame.f_lasti))
        if live.state == "running":
            return
        live.read(frame, self.journal.values, ())
        if live.state == "created" and self.stack and self.journal.transfer is None:
            self.journal.tell("create", self.stack[-1], live)
            self.journal.target = self.stack[-1]

    def _is_that_of(self, value: object, frame: FrameType) -> bool:
        """Is *frame* known as that of *value*? One that is gone may have had its address."""
        live = self.known(frame)
        return live is not None and (live.generator is None or live.generator() is value)

    def lost(self, number: int) -> None:
        """Note that an object is gone; if it was a generator, its end may still be told."""
        live = self.generators.pop(number, None)
        if live is not None and live.state != "closed":
            self.dropped.append(live)

    def none_is_gone(self, source: Live) -> bool:
        """Return whether surely no generator but *source* is closed without an event of it."""
        if self.dropped:
            return False
        for live in self.generators.values():
            at_rest = live is not source and live.state not in _RUNNING
            if at_rest and (live.generator is None or frame_of(live.generator()) is None):
                return False
        return True

    def bury(self, caller: Live) -> None:
        """Find the generators that are closed without an event that tells of it.

        So end, since 3.12, those that never started. In 3.13 it is the same for those that are
        suspended outside of any `try` block: none of their instructions would run. Up to 3.12, and
        from 3.14 on while they are recorded, GeneratorExit is thrown into them.
        """
        gone, self.dropped = self.dropped, []
        closed: list[int] = []
        for number, live in self.generators.items():
            if live.state == "closed":
                closed.append(number)
            elif live.state in _AT_REST:
                generator = live.generator and live.generator()
                if generator is not None and frame_of(generator) is None:
                    gone.append(live)
        for number in closed:
            del self.generators[number]
        for live in gone:
            if live.state == "created" or self._is_gone(live):
                self._close(live, caller)

    @staticmethod
    def _is_gone(live: Live) -> bool:
        """Is no event to come?  While a delegate is closed, its delegator is still to be."""
        generator = live.generator and live.generator()
        return live.state == "suspended" and (
            generator is not None or live.offset not in live.info.delegating
        )

    def _close(self, live: Live, caller: Live) -> None:
        self.forget(live)
        live.clear()
        live.enter("closed")
        if self.journal.transfer is None:
            dropped = live.generator is None or live.generator() is None
            self.journal.tell("close", caller, live, how="drop" if dropped else None)
            self.journal.target = caller

    def wake(self, frame: FrameType) -> None:
        """Note that *frame*, whose generator may be gone, runs once more."""
        self.dropped = [live for live in self.dropped if live.identity != id(frame)]

    def delegate_of(self, live: Live) -> Live | None:
        """Return the suspended generator that *live*, resumed just now, passes the value on to."""
        for number in reversed(live.stack[:-1]):  # on top is the value
            found = self.generators.get(number)
            if found is not None:
                return found if found.state == "suspended" else None
            if not self._stands_for_another(number):
                return None
        return None

    def _stands_for_another(self, number: int) -> bool:
        """Is it what an `async for` awaits, and has the async generator below it?"""
        kind: str = told(self.journal.values.table[number])["type"]
        return kind.startswith("async_generator_")

    def forget_hidden(self) -> None:
        """Forget the identity of objects that are out of sight."""
        seen: set[int] = set()
        for live in self.recorded:
            seen.update(live.locals.values(), live.stack)
        self.journal.values.forget_all_but(seen)


def _state(frame: FrameType, info: Info) -> str:
    """Return the state of a generator's frame that no event has told of."""
    if frame.f_back is not None:
        return "running"
    return "created" if frame.f_lasti < info.body else "suspended"
