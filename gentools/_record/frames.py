"""A frame of the program while it is recorded: what was said of it last, and what changed since."""

from __future__ import annotations

import gc
import sys
from types import (
    AsyncGeneratorType,
    CodeType,
    CoroutineType,
    FrameType,
    FunctionType,
    GeneratorType,
)
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import weakref
    from collections.abc import Callable, Container, Iterable, Sequence

    from gentools._record.codes import Depth, Info
    from gentools._record.values import Values

Json = dict[str, Any]

_VERSION: Final = sys.version_info[:2]
#: What a generator yields is still on its stack when an engine is told of it.
_YIELD_KEEPS: Final = _VERSION >= (3, 14)
#: Up to 3.12 a None can follow the stack.
_NONE_STAYS: Final = _VERSION < (3, 13)
#: Whether the stack can be seen at each instruction, and not only where a frame is resumed or left.
VISIBLE: Final = _VERSION < (3, 12) or _VERSION >= (3, 14)

_FRAMES: Final[dict[type, Callable[[Any], FrameType | None]]] = {
    GeneratorType: lambda value: value.gi_frame,
    CoroutineType: lambda value: value.cr_frame,
    AsyncGeneratorType: lambda value: value.ag_frame,
}


def frame_of(value: object) -> FrameType | None:
    """Return the frame of a generator, a coroutine or an async generator, else None."""
    get = _FRAMES.get(type(value))
    return None if get is None else get(value)


def find_generator(frame: FrameType) -> object | None:
    """Return the generator that owns *frame*, or None."""
    if _VERSION >= (3, 14):
        owner: object = frame.f_generator  # type: ignore[attr-defined,unused-ignore]
        return owner
    for generation in (0, 1, 2):
        for value in gc.get_objects(generation):
            if type(value) in _FRAMES and frame_of(value) is frame:
                found: object = value
                return found
    return None


class Live:
    """A frame of the program."""

    def __init__(self, number: int, info: Info, touched: list[Live]) -> None:
        self.number = number
        self.key = str(number)
        self.info = info
        self.state = "created"
        self.offset = -1
        self.locals: dict[str, int] = {}
        self.stack: list[int] | None = None
        self.handling: int | None = None
        self.change: Json = {}  # since the last step
        self.frame: FrameType | None = None  # while it is on the call stack, and never longer
        self.identity = 0  # of the frame object
        self.generator: weakref.ref[Any] | None = None
        self.passive = False  # it is on the call stack because a throw goes through it
        self.relay: Json | None = None  # the transfer that it is passing on
        self.how: str | None = None  # how it was resumed
        self.delegator: Live | None = None  # the frame that delegates to it
        self._bound = info.cells  # how many variables come before the stack
        self._anchor: int = 3  # where the generator last was seen to refer to its code
        self._touched = touched  # the frames that changed since the last step

    def note(self, key: str, value: object) -> None:
        """Say that *key* is *value* from now on."""
        if not self.change:
            self._touched.append(self)
        self.change[key] = value

    def enter(self, state: str) -> None:
        """Say that the frame is in this *state* from now on."""
        if self.state != state:
            self.state = state
            self.note("state", state)

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
            self._bound += name in self.info.plain
        self.locals[name] = number
        if "set" not in self.change:
            self.note("set", {})
        self.change["set"][name] = number

    def unbind(self, name: str) -> None:
        """Say that the variable *name* has no value any more."""
        del self.locals[name]
        self._bound -= name in self.info.plain
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

    def read(self, frame: FrameType, values: Values, hidden: Container[str]) -> None:
        """Read all variables again."""
        found = frame.f_locals
        left_out: Container[str] = () if self.info.optimized else hidden
        for name, value in list(found.items()):
            if name not in left_out:
                self.bind(name, values.number(value))
        if len(self.locals) != len(found):
            for name in [name for name in self.locals if name not in found]:
                self.unbind(name)

    def clear(self) -> None:
        """Say that the frame has no variables and no stack any more."""
        for name in list(self.locals):
            self.unbind(name)
        if self.stack:
            self.restack([])
        self.handle(None)

    # The evaluation stack.

    def look(self, offset: int, values: Values, *, yielding: bool = False) -> None:
        """Read the evaluation stack as it is before the instruction at *offset*."""
        objects = self._objects(offset, yielding=yielding)
        if objects is None:
            self.hide()
        else:
            number = values.number
            self.restack([number(value) for value in objects])

    def advance(self, done: int, offset: int, values: Values) -> bool:
        """Say what the instruction at *done* did, if that is certain without a look.

        :param offset: the instruction that is next.
        :returns: whether it was certain.
        """
        move = self.info.moves.get(done)
        if move is None or self.stack is None or offset not in move.to:
            return False
        if move.names:
            numbers = [self.locals[name] for name in move.names if name in self.locals]
            if len(numbers) < len(move.names):
                return False
            self._shift(0, numbers)
        elif move.constant:
            self._shift(0, [values.number(move.constant[0])])
        elif move.pops:
            if move.store is not None:
                self.bind(move.store, self.stack[-1])
            self._shift(move.pops, [])
        return True

    def _shift(self, pops: int, numbers: list[int]) -> None:
        """Say that so many objects leave the stack and these come onto it."""
        stack, change = self.stack, self.change
        if stack is None:
            return
        if "push" in change or "pop" in change or "stack" in change:
            self.restack([*stack[: len(stack) - pops], *numbers])
            return
        if pops:
            del stack[-pops:]
            self.note("pop", pops)
        if numbers:
            stack.extend(numbers)
            self.note("push", numbers)

    def hide(self) -> None:
        """Say that the evaluation stack is not known."""
        if self.stack is not None:
            self.stack = None
            self.change.pop("pop", None)
            self.change.pop("push", None)
            self.note("stack", None)

    def restack(self, numbers: list[int]) -> None:
        """Say that these objects are on the evaluation stack."""
        known = self.stack
        if known == numbers:
            return
        self.stack = numbers
        change = self.change
        if known is None or "stack" in change or "pop" in change or "push" in change:
            change.pop("pop", None)
            change.pop("push", None)
            self.note("stack", numbers.copy())
            return
        same = _common(known, numbers)
        if same < len(known):
            self.note("pop", len(known) - same)
        if same < len(numbers):
            self.note("push", numbers[same:])

    def _objects(self, offset: int, *, yielding: bool) -> Sequence[object] | None:
        generator = self.generator and self.generator()
        depths = self.info.leaving if yielding and not _YIELD_KEEPS else self.info.depths
        depth = depths.get(offset)
        if generator is None or depth is None:
            return None
        found = gc.get_referents(generator)
        start = self._start(found)
        if start is None:
            return None
        count = _length(found[start:], depth)
        if count is None:
            return None
        return found[start : start + count - (yielding and _YIELD_KEEPS)]

    def _start(self, found: list[Any]) -> int | None:
        """Return where the stack begins in what the generator refers to."""
        code = self.info.code
        index: int
        for index in [self._anchor, *range(1, len(found))]:
            if _belongs_to(found, index, code):
                self._anchor = index
                return index + 1 + self._bound
        return None


def _length(rest: list[object], depth: Depth) -> int | None:
    """Return how long the stack is that *rest* begins with; None if that cannot be told."""
    least, most, handling = depth
    count = len(rest)
    if handling:  # the exception that is being handled comes last
        return count - 1 if least < count <= most + 1 else None
    if _NONE_STAYS and rest and rest[-1] is None:  # of the stack, or left behind by an exception
        fitting = [length for length in (count, count - 1) if least <= length <= most]
        return fitting[0] if len(fitting) == 1 else None
    return count if least <= count <= most else None


def _belongs_to(found: list[Any], index: int, code: CodeType) -> bool:
    """Return whether a function of this *code* and the code itself end at *index*."""
    return index < len(found) and found[index] is code and type(found[index - 1]) is FunctionType


def _common(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many items are the same at the beginning of both."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count
