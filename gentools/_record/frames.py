"""A frame of the program while it is recorded: what was said of it last, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gentools._record.stacks import Stacked
from gentools._record.steps import still
from gentools._record.values import NO_ATOM

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from types import FrameType

    from gentools._record.codes import Info
    from gentools._record.steps import Kept
    from gentools._record.values import Values

Json = dict[str, Any]


class Live(Stacked):
    """A frame of the program."""

    def __init__(self, number: int, info: Info, touched: list[Live], values: Values) -> None:
        super().__init__(info, touched, values)
        self.number = number
        self.key = str(number)
        self.state = "created"
        self.locals: dict[str, int] = {}
        self.handling: int | None = None
        self.frame: FrameType | None = None  # while it is on the call stack, and never longer
        self.identity = 0  # of the frame object
        self.passive = False  # it is on the call stack because a throw goes through it
        self.relay: Json | None = None  # the transfer that it is passing on
        self.how: str | None = None  # how it was resumed
        self.delegator: Live | None = None  # the frame that delegates to it
        #: Steps that come again: by their offsets, or inverted offsets where one object is popped.
        self.steps: dict[int, Kept] = {}

    def enter(self, state: str) -> None:
        """Say that the frame is in this *state* from now on."""
        if self.state != state:
            self.state = state
            self.note("state", state)

    def run(self, by: int | None) -> None:
        """Say that the frame runs, and which frame lets it."""
        change = self.change
        if not change:
            self._touched.append(self)
        if self.state != "running":
            self.state = change["state"] = "running"
        change["by"] = by

    def rest(self, state: str) -> None:
        """Say that the frame is not on the call stack any more."""
        self.frame = self.relay = None
        self.passive = False
        change = self.change
        if not change:
            self._touched.append(self)
        if self.state != state:
            self.state = change["state"] = state
        change["by"] = None
        change["at"] = self.offset

    def stand(self, offset: int) -> None:
        """Say that the frame stands at the instruction at *offset*."""
        self.offset = offset
        self.note("at", offset)

    def handle(self, number: int | None) -> None:
        """Say which exception is being handled."""
        if self.handling != number:
            self.handling = number
            self.note("handling", number)

    # Variables.

    def bind(self, name: str, number: int) -> None:
        """Say that the variable *name* refers to the object of this *number*."""
        known = self.locals.get(name)
        if known == number:
            return
        if known is None:
            self.bottom += name in self.info.plain
        elif self._values.atoms[known] is NO_ATOM:
            self._values.stale = True
        self._say_bound(name, number)

    def _say_bound(self, name: str, number: int) -> None:
        self.locals[name] = number
        change = self.change
        if "set" in change:
            change["set"][name] = number
        else:
            if not change:
                self._touched.append(self)
            change["set"] = {name: number}

    def unbind(self, name: str) -> None:
        """Say that the variable *name* has no value any more."""
        self._values.left(self.locals.pop(name))
        self.bottom -= name in self.info.plain
        if "unset" not in self.change:
            self.note("unset", [])
        self.change["unset"].append(name)
        self.change.get("set", {}).pop(name, None)

    def rebind(self, names: Iterable[str], frame: FrameType, values: Values) -> None:
        """Read those *names* again."""
        found = frame.f_locals
        for name in names:
            if name in found:
                self.bind(name, values.number(found[name]))
            elif name in self.locals:
                self.unbind(name)

    def read(  # noqa: C901  (calls take time)
        self, frame: FrameType, values: Values, hidden: Container[str]
    ) -> None:
        """Read all variables again."""
        found, known = frame.f_locals, self.locals
        atoms, is_still, ints = values.atoms, values.is_still, values.ints
        others = 0
        for name, value in list(found.items()):
            if name in known:
                before = known[name]
                atom = atoms[before]
                if atom is value:
                    continue
                if type(value) is int:
                    number = ints[value] if value in ints else values.new_int(value)
                elif is_still(before, value):
                    continue
                else:
                    number = values.number(value)
                if number != before:
                    if atom is NO_ATOM:
                        values.stale = True
                    self._say_bound(name, number)
            elif self._shows(name, hidden):
                self.bind(name, values.number(value))
            else:
                others += 1
        if len(found) != len(known) + others:
            for name in [name for name in known if name not in found]:
                self.unbind(name)

    def _shows(self, name: object, hidden: Container[str]) -> bool:
        """Return whether a variable is shown; `globals()` can hold anything."""
        return type(name) is str and (self.info.optimized or name not in hidden)

    def is_as_read(self, frame: FrameType, values: Values, hidden: frozenset[str]) -> bool:
        """Return whether all variables surely are what they were said to be."""
        known, found = self.locals, frame.f_locals
        if not self.info.optimized:
            if type(found) is not dict or len(found) != len(known) + len(hidden):
                return False
            if not found.keys() >= hidden:
                return False
        else:
            found = found.copy()
            if len(found) != len(known):
                return False
        atoms, is_still = values.atoms, values.is_still
        for name, number in known.items():
            if name not in found:
                return False
            value = found[name]
            if atoms[number] is not value and not is_still(number, value):
                return False
        return True

    def clear(self) -> None:
        """Say that the frame has no variables and no stack any more."""
        for name in list(self.locals):
            self.unbind(name)
        if self.stack:
            self.restack([])
        self.handle(None)

    # Steps that say little.

    def still(self, offset: int) -> Kept:
        """Return the step at *offset* that says no change."""
        return self.steps.get(offset) or self.keep(offset, (still, self.number, offset))

    def keep(self, key: int, step: Kept) -> Kept:
        """Return the *step*, which comes again and again, and keep it by that *key*."""
        self.steps[key] = step
        return step
