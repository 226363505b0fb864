"""What an instruction surely does to the stack and to one variable, so that nobody has to look.

Most steps of a generator are of this kind. Each is a dictionary that says little, and in a loop the
same one comes again and again: it is made once for its frame.
"""

from __future__ import annotations

import dis
import operator
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

from gentools._look.slots import Slot
from gentools._record.steps import bound, computed, popped, pushed, stored
from gentools._record.values import NO_ATOM

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from gentools._look.layout import Place
    from gentools._record.codes import Info
    from gentools._record.frames import Live
    from gentools._record.steps import Kept
    from gentools._record.values import Values

#: By offset, where the instruction can go on for this to be sure, and what tells the step there.
Moves: TypeAlias = "dict[int, tuple[Container[int], Callable[[Live, int, Values], Kept | None]]]"
Reckoning: TypeAlias = "Callable[[int, int], int]"

_JUMPS: Final = frozenset(dis.hasjrel) | frozenset(dis.hasjabs)
_LOADING: Final = ("LOAD_FAST", "LOAD_FAST_BORROW", "LOAD_FAST_CHECK")
_LOADING_TWO: Final = ("LOAD_FAST_LOAD_FAST", "LOAD_FAST_BORROW_LOAD_FAST_BORROW")
_STILL: Final = ("JUMP_FORWARD", "JUMP_BACKWARD", "NOP", "NOT_TAKEN", "RESUME")
_TESTS: Final[dict[str, Reckoning]] = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
}
#: What some of those that compute leave for two ints: that takes less time than to look.
_RECKONINGS: Final[dict[str, Reckoning]] = {
    "+": operator.add,
    "+=": operator.add,
    "-": operator.sub,
    "-=": operator.sub,
    **{form.format(sign): test for sign, test in _TESTS.items() for form in ("{}", "bool({})")},
}
#: Instructions that leave one object for their operands, and run no code if those are plain.
_COMPUTING: Final = (
    *("BINARY_OP", "BINARY_SUBSCR", "COMPARE_OP", "CONTAINS_OP", "IS_OP", "TO_BOOL"),
    *("FORMAT_SIMPLE", "FORMAT_VALUE", "BUILD_STRING"),
    *("UNARY_INVERT", "UNARY_NEGATIVE", "UNARY_NOT", "UNARY_POSITIVE"),
)


class Move(ABC):
    """What an instruction does to the frame, if it goes on at one of the offsets *to*."""

    def __init__(self, to: Container[int]) -> None:
        self.to = to

    @abstractmethod
    def step(self, live: Live, offset: int, values: Values) -> Kept | None:
        """Change *live* and return the step that says so; None if it is not sure."""


class Still(Move):
    """It changes nothing."""

    def step(self, live: Live, offset: int, values: Values) -> Kept | None:  # noqa: ARG002
        return live.still(offset)


class Pop(Move):
    """It takes one object off the stack."""

    def step(self, live: Live, offset: int, values: Values) -> Kept | None:
        if values.atoms[live.stack.pop()] is NO_ATOM:
            values.stale = True
        key = ~offset
        return live.steps.get(key) or live.keep(key, (popped, live.number, offset, 1))


class Load(Move):
    """It puts the value of a variable on the stack."""

    def __init__(self, to: tuple[int, ...], name: str) -> None:
        super().__init__(to)
        self._name = name

    def step(self, live: Live, offset: int, values: Values) -> Kept | None:  # noqa: ARG002
        number = live.locals.get(self._name)
        if number is None:
            return None
        live.stack.append(number)
        return pushed, live.number, offset, number


class LoadTwo(Move):
    """It puts the values of two variables on the stack."""

    def __init__(self, to: tuple[int, ...], names: tuple[str, str]) -> None:
        super().__init__(to)
        self._one, self._two = names

    def step(self, live: Live, offset: int, values: Values) -> Kept | None:  # noqa: ARG002
        one, two = live.locals.get(self._one), live.locals.get(self._two)
        if one is None or two is None:
            return None
        live.stack += one, two
        return pushed, live.number, offset, one, two


class Constant(Move):
    """It puts a constant on the stack."""

    def __init__(self, to: tuple[int, ...], value: object) -> None:
        super().__init__(to)
        self._value = value

    def step(self, live: Live, offset: int, values: Values) -> Kept | None:
        number = values.number(self._value)
        live.stack.append(number)
        return pushed, live.number, offset, number


class Store(Move):
    """It binds a variable to what it takes off the stack."""

    def __init__(self, to: tuple[int, ...], name: str) -> None:
        super().__init__(to)
        self._name = name

    def step(self, live: Live, offset: int, values: Values) -> Kept | None:
        number = live.stack.pop()
        known = live.locals.get(self._name)
        if known == number:
            return popped, live.number, offset, 1
        live.locals[self._name] = number
        if known is None:
            live.bottom += 1
        elif values.atoms[known] is NO_ATOM:
            values.stale = True
        return stored, live.number, offset, self._name, number


class StoreUnseen(Move):
    """It binds a variable to what it takes off a stack that is not known."""

    def __init__(self, to: Container[int], name: str, info: Info) -> None:
        super().__init__(to)
        self._name = name
        self._optimized = info.optimized
        self._is_plain = name in info.plain

    def step(self, live: Live, offset: int, values: Values) -> Kept | None:
        frame, name = live.frame, self._name
        variables: Any = None if frame is None else frame.f_locals
        # The namespace of a class can be of any kind.
        if not (self._optimized or type(variables) is dict):
            return None
        value: object = cast("Any", variables).get(name, NO_ATOM)
        number = None if value is NO_ATOM else values.number_alone(value)
        if number is None:
            return None
        known = live.locals.get(name)
        if known == number:
            return live.still(offset)
        if known is None:
            live.bottom += self._is_plain
        elif values.atoms[known] is NO_ATOM:
            values.stale = True
        live.locals[name] = number
        return bound, live.number, offset, {name: number}


class Compute(Move):
    """It leaves one object on the stack for so many plain ones."""

    def __init__(
        self, to: tuple[int, ...], pops: int, depth: int, reckon: Reckoning | None
    ) -> None:
        super().__init__(to)
        self._pops = pops
        self._depth = depth  # afterwards
        self._reckon = reckon

    def step(self, live: Live, offset: int, values: Values) -> Kept | None:
        pops, stack = self._pops, live.stack
        if self._reckon is not None:
            one, other = values.atoms[stack[-2]], values.atoms[stack[-1]]
            if type(one) is int and type(other) is int and live.generator and live.generator():
                number = values.number(self._reckon(one, other))
                if number != stack[-2]:  # what is the same may be told in fewer words
                    stack[-2:] = (number,)
                    return computed, live.number, offset, 2, number
        for number in stack[-pops:]:
            if values.atoms[number] is NO_ATOM:
                return None
        top = live.top_at(self._depth, alone=True)
        if top is None:
            return None
        number = values.number(top[0])
        stack[-pops:] = (number,)
        return computed, live.number, offset, pops, number


def is_still(op: dis.Instruction) -> bool:
    """Return whether an instruction changes nothing that a recording shows."""
    return op.opname.startswith(_STILL)


def moves(info: Info) -> Moves:
    """Return what is sure of the instructions of a code object, by their offsets."""
    found = ((op.offset, _move(info, op)) for op in info.ops.values())
    return {offset: (move.to, move.step) for offset, move in found if move is not None}


def silent_moves(info: Info) -> Moves:
    """Return the same of a frame whose stack is not known: of what changes nothing else."""
    found: dict[int, Move] = dict.fromkeys(info.silent, Still(info.ops))
    for offset, names in info.stores.items():
        if info.ops[offset].opname in ("STORE_FAST", "STORE_NAME"):
            (name,) = names
            found[offset] = StoreUnseen((info.following[offset],), name, info)
    return {offset: (move.to, move.step) for offset, move in found.items()}


def _move(info: Info, op: dis.Instruction) -> Move | None:
    following = info.following.get(op.offset, -1)
    to = (following, op.argval if op.opcode in _JUMPS else -1)
    if is_still(op):
        return Still(to)
    if op.opname.startswith("LOAD_"):
        return _load(info, op, to)
    place = info.layout.before(op.offset)
    if place is None or not place.slots or place.slots[-1] is not Slot.OBJECT:
        return None  # what is on top may be no object: the stack seen here is without it
    if op.opname == "STORE_FAST" and op.argval in info.plain:
        return Store(to, op.argval)
    if op.opname == "POP_TOP" or op.opname.startswith("POP_JUMP"):
        return Pop(to)
    return _compute(info, op, to, place) if op.opname in _COMPUTING else None


def _load(info: Info, op: dis.Instruction, to: tuple[int, ...]) -> Move | None:
    name, value = op.opname, op.argval
    if name in _LOADING and value in info.plain:
        return Load(to, value)
    if name in _LOADING_TWO and info.plain.issuperset(value):
        return LoadTwo(to, value)
    return Constant(to, value) if name in ("LOAD_CONST", "LOAD_SMALL_INT") else None


def _compute(info: Info, op: dis.Instruction, to: tuple[int, ...], place: Place) -> Move | None:
    after = info.layout.before(to[0])
    if after is None or after.handling or after.least != after.most:
        return None
    pops = 1 + len(place.slots) - len(after.slots)
    return Compute(to[:1], pops, after.least, _RECKONINGS.get(op.argrepr))
