"""The static layout of the evaluation stack: what is in its slots at each instruction.

The instructions are followed along every path, with kinds of values in place of values. So the
depth of the stack is known, and which of its slots hold no object: the garbage collector, which is
asked for the objects themselves, does not mention those.

>>> negation = layout((lambda number: -number).__code__)
>>> [op] = [op for op in negation.ops.values() if op.name == "UNARY_NEGATIVE"]
>>> [slot.value for slot in negation.before(op.offset).slots]
['object']
"""

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from types import CodeType
from typing import Final, NamedTuple

from gentools._look.code import Handler, Op, decode, handlers
from gentools._look.percode import PerCode
from gentools._look.slots import OBJECTS, OFFSET, Slot, after, effect, left_by, stored, words

_ENDING: Final = words(
    """
    JUMP_BACKWARD JUMP_BACKWARD_NO_INTERRUPT JUMP_FORWARD
    RAISE_VARARGS RERAISE RETURN_CONST RETURN_VALUE
    """
)
CO_OPTIMIZED: Final = 1
#: What one of two is, if it's not an object or NULL.
_EITHER: Final = {
    frozenset({Slot.NULL, Slot.HIDDEN}): Slot.HIDDEN,
    frozenset({Slot.OBJECT, Slot.EARLIER}): Slot.EARLIER,
}


class Scope(Enum):
    """Where the value of a variable is: in the frame, or in a cell that the frame refers to."""

    PLAIN = auto()
    CELL = auto()
    FREE = auto()
    #: In the frame, where the cell was that a comprehension has put aside.
    ASIDE = auto()


class Variable(NamedTuple):
    """A variable of a code object."""

    name: str
    scope: Scope
    #: The frame object doesn't tell this one's value, but that of another with the same name.
    hidden: bool = False


class Place(NamedTuple):
    """What is known of the frame at one instruction, before it is executed."""

    slots: tuple[Slot, ...]
    #: Which variables that have a cell of their own are in their cell now, by index. Since 3.12 a
    #: comprehension may put the cell on the stack, to use the place for a variable of its own.
    in_cells: frozenset[int] = frozenset()

    @property
    def handling(self) -> int:
        """Return how many exceptions are being handled, one inside the other."""
        return self.slots.count(Slot.EARLIER)

    @property
    def least(self) -> int:
        """Return how many objects are on the stack at least."""
        return sum(slot in OBJECTS for slot in self.slots)

    @property
    def most(self) -> int:
        """Return how many objects are on the stack at most."""
        return self.least + self.slots.count(Slot.MAYBE_NULL)


class Layout:
    """What is known of the frames of one code object, at each instruction."""

    def __init__(self, code: CodeType) -> None:
        self.optimized: Final = bool(code.co_flags & CO_OPTIMIZED)
        #: In the order of memory.
        self.variables: Final = _variables(code)
        self.ops: Final = {op.offset: op for op in decode(code)}
        self._own_cells: Final = {
            index for index, variable in enumerate(self.variables) if variable.scope is Scope.CELL
        }
        self._before: Final[dict[int, Place | None]] = {}
        self._previous: Final = {op.following: op for op in self.ops.values()}
        self._handlers: Final = _by_offset(handlers(code))
        self._follow_all_paths()

    def before(self, offset: int) -> Place | None:
        """Return what is known when the instruction at *offset* is about to be executed.

        None where nothing is: the instruction, or one on a way to it, is of a kind that this
        version of gentools has never seen; or there is no way to it.
        """
        return self._before.get(offset)

    def variables_at(self, place: Place) -> tuple[Variable, ...]:
        """Return the variables as they are at *place*."""
        aside = self._own_cells - place.in_cells
        if not aside:
            return self.variables
        return tuple(
            Variable(variable.name, Scope.ASIDE, hidden=True) if index in aside else variable
            for index, variable in enumerate(self.variables)
        )

    def while_suspended(self, op: Op) -> Place | None:
        """Return what is known of a frame that *op* has suspended.

        What *op* yielded is the caller's by then, and what will be sent is not there yet.
        """
        place = self.before(op.following)
        return place and place._replace(slots=place.slots[:-1])

    def below_operands(self, op: Op) -> Place | None:
        """Return what is known of the part of the stack that *op* leaves alone."""
        place, left = self.before(op.offset), left_by(op, jump=False)
        if place is None or left is None:
            return None
        untouched = len(place.slots) + effect(op, jump=False) - len(left)
        return place._replace(slots=place.slots[:untouched])

    def starting(self) -> Op:
        """Return the instruction that makes the generator, and suspends it before its start."""
        return next(op for op in self.ops.values() if op.name == "RETURN_GENERATOR")

    def suspending(self, f_lasti: int) -> Op | None:
        """Return the instruction that suspended a frame at a yield or an await.

        Since 3.13 ``f_lasti`` is past it already, at the RESUME that will be executed next.

        :returns: None if *f_lasti* is where no frame is suspended.
        """
        op = self.ops.get(f_lasti)
        if op is not None and op.name == "RESUME":
            op = self._previous.get(f_lasti)
        return op if op is not None and op.name == "YIELD_VALUE" else None

    def executing(self, f_lasti: int) -> Op | None:
        """Return the instruction that a frame executes whose ``f_lasti`` is this.

        Up to 3.12 ``f_lasti`` is at the last cache of an instruction that calls.
        """
        while f_lasti not in self.ops and f_lasti > 0:
            f_lasti -= 2
        return self.ops.get(f_lasti)

    def delegates(self, op: Op) -> bool:
        """Is *op* part of a `yield from` or an `await`?"""
        previous = self._previous.get(op.offset)
        return op.name == "SEND" or (previous is not None and previous.name == "SEND")

    def _follow_all_paths(self) -> None:
        open_ends: list[tuple[int, Place | None]] = [(0, Place(()))]
        while open_ends:
            offset, place = open_ends.pop()
            if self._learn(offset, place):
                open_ends.extend(self._next(self.ops[offset]))

    def _learn(self, offset: int, place: Place | None) -> bool:
        """Add *place* to what is known at *offset*; return whether that is news."""
        if offset not in self._before:
            self._before[offset] = place
            return True
        known = self._before[offset]
        joined = _join(known, place)
        self._before[offset] = joined
        return joined != known

    def _next(self, op: Op) -> Iterator[tuple[int, Place | None]]:
        place = self._before[op.offset]
        if op.name not in _ENDING:
            yield op.following, self._after(op, place, jump=False)
        if op.target is not None:
            yield op.target, self._after(op, place, jump=True)
        handler = self._handlers.get(op.offset)
        if handler is not None and not _too_shallow(place, handler):
            yield handler.target, _caught(handler, place)

    def _after(self, op: Op, place: Place | None, *, jump: bool) -> Place | None:
        """Return what is known after *op* if *place* is what was known before it."""
        if place is None:
            return None
        slots = place.slots
        if op.name == "LOAD_FAST_AND_CLEAR" and op.arg in place.in_cells:
            left: tuple[Slot, ...] | None = (*slots, Slot.CELL)
        else:
            left = after(op, slots, jump=jump)
        if left is None:
            return None
        return Place(left, place.in_cells ^ self._moved_cells(op, place))

    def _moved_cells(self, op: Op, place: Place) -> set[int]:
        """Return the variables that *op* puts into their cell, or whose cell it puts aside."""
        if op.name == "MAKE_CELL":
            return {op.arg} - place.in_cells
        if op.name == "LOAD_FAST_AND_CLEAR":
            return {op.arg} & place.in_cells
        return {
            index
            for index, slot in stored(op, place.slots)
            if (slot is Slot.CELL) != (index in place.in_cells)
        }


def _variables(code: CodeType) -> tuple[Variable, ...]:
    plain, cells, free = code.co_varnames, set(code.co_cellvars), set(code.co_freevars)
    return (
        *(
            Variable(name, Scope.CELL if name in cells else Scope.PLAIN, name in free)
            for name in plain
        ),
        *(Variable(name, Scope.CELL) for name in code.co_cellvars if name not in plain),
        *(Variable(name, Scope.FREE) for name in code.co_freevars),
    )


def _by_offset(table: Iterable[Handler]) -> dict[int, Handler]:
    return {offset: handler for handler in table for offset in range(handler.start, handler.end, 2)}


def _too_shallow(place: Place | None, handler: Handler) -> bool:
    """Is this where only instructions can be that never raise?

    In 3.15 the handler of a generator expression covers those behind its loop too.
    """
    return place is not None and len(place.slots) < handler.depth


def _caught(handler: Handler, place: Place | None) -> Place | None:
    """Return what *handler* finds when an instruction at *place* raises."""
    if place is None:
        return None
    found = (OFFSET, Slot.OBJECT) if handler.keeps_offset else (Slot.OBJECT,)
    return place._replace(slots=place.slots[: handler.depth] + found)


def _join(known: Place | None, other: Place | None) -> Place | None:
    """Return what holds whichever of two ways was taken.

    The exception table also covers instructions that never raise, such as PUSH_EXC_INFO itself,
    those just before POP_EXCEPT, or the one that puts a cell back. Only they can disagree on where
    an exception was put aside, and on which variables are in their cells: they don't count.
    """
    if known is None or other is None or len(known.slots) != len(other.slots):
        return None
    slots = tuple(map(_either, known.slots, other.slots))
    return Place(slots, known.in_cells | other.in_cells)


def _either(one: Slot, other: Slot) -> Slot:
    if one is other:
        return one
    return _EITHER.get(frozenset({one, other}), Slot.MAYBE_NULL)


#: The layout of a code object.
layout: Final = PerCode(Layout)
