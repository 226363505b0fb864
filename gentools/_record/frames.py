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
from typing import TYPE_CHECKING, Any, Final, cast

from gentools._record.steps import still

if TYPE_CHECKING:
    import weakref
    from collections.abc import Callable, Container, Iterable, Sequence

    from gentools._record.codes import Depth, Info
    from gentools._record.moves import Moves
    from gentools._record.steps import Kept
    from gentools._record.values import Values

Json = dict[str, Any]

_VERSION: Final = sys.version_info[:2]
#: What a generator yields is still on its stack when an engine is told of it.
_YIELD_KEEPS: Final = _VERSION >= (3, 14)
#: Up to 3.12 a None can follow the stack.
_NONE_STAYS: Final = _VERSION < (3, 13)
#: Whether the stack can be seen at each instruction, and not only where a frame is resumed or left.
VISIBLE: Final = _VERSION < (3, 12) or _VERSION >= (3, 14)

#: By the identity of the class, as a metaclass may have given its classes a __hash__.
_FRAMES: Final[dict[int, Callable[[Any], FrameType | None]]] = {
    id(GeneratorType): lambda value: value.gi_frame,
    id(CoroutineType): lambda value: value.cr_frame,
    id(AsyncGeneratorType): lambda value: value.ag_frame,
}


def frame_of(value: object) -> FrameType | None:
    """Return the frame of a generator, a coroutine or an async generator, else None."""
    get = _FRAMES.get(id(type(value)))
    return None if get is None else get(value)


def find_generator(frame: FrameType) -> object | None:
    """Return the generator that owns *frame*, or None."""
    if _VERSION >= (3, 14):
        running: Any = frame
        return cast("object", running.f_generator)
    for generation in (0, 1, 2):
        objects: list[Any] = gc.get_objects(generation)
        for value in reversed(objects):  # it runs for the first time: it is new
            if id(type(cast("object", value))) in _FRAMES and frame_of(value) is frame:
                found: object = value
                return found
    return None


class Live:
    """A frame of the program."""

    def __init__(self, number: int, info: Info, touched: list[Live], values: Values) -> None:
        self.number = number
        self.key = str(number)
        self.info = info
        self.state = "created"
        self.offset = -1
        self.locals: dict[str, int] = {}
        looks = VISIBLE and info.is_generator
        self._hidden_moves: Moves = {} if looks else info.silent_moves
        #: What is sure of the instructions, with what is known of the stack.
        self.moves = self._hidden_moves
        self.stack: list[int] = []
        self.knows_stack = False
        self.handling: int | None = None
        self.change: Json = {}  # since the last step
        self.frame: FrameType | None = None  # while it is on the call stack, and never longer
        self.identity = 0  # of the frame object
        self.generator: weakref.ref[Any] | None = None
        self.passive = False  # it is on the call stack because a throw goes through it
        self.relay: Json | None = None  # the transfer that it is passing on
        self.how: str | None = None  # how it was resumed
        self.delegator: Live | None = None  # the frame that delegates to it
        self._anchor: int = 3  # where the generator last was seen to refer to its code
        #: Where the stack begins in what the generator refers to: after the variables.
        self.bottom = self._anchor + 1 + info.cells
        self._touched = touched  # the frames that changed since the last step
        self._values = values
        #: Steps that come again: by their offsets, or inverted offsets where one object is popped.
        self.steps: dict[int, Kept] = {}

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
        if known is not None:
            self._bind_again(name, known, number)
            return
        self.bottom += name in self.info.plain
        self._say_bound(name, number)

    def _bind_again(self, name: str, known: int, number: int) -> None:
        if known not in self._values.plain:
            self._values.stale = True
        self._say_bound(name, number)

    def _say_bound(self, name: str, number: int) -> None:
        self.locals[name] = number
        told = self.change.get("set")
        if told is None:
            self.note("set", {name: number})
        else:
            told[name] = number

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

    def read(self, frame: FrameType, values: Values, hidden: Container[str]) -> None:
        """Read all variables again."""
        found = frame.f_locals
        left_out: Container[str] = () if self.info.optimized else hidden
        known, is_still = self.locals, values.is_still
        count, atoms = 0, values.atoms
        for name, value in list(found.items()):
            if type(name) is str and name not in left_out:  # `globals()` can hold anything
                count += 1
                before = known.get(name)
                if before is None:
                    self.bind(name, values.number(value))
                elif atoms[before] is not value and not is_still(before, value):
                    number = values.number(value)
                    if number != before:
                        self._bind_again(name, before, number)
        if len(known) != count:
            for name in [name for name in known if name not in found]:
                self.unbind(name)

    def is_as_read(self, frame: FrameType, values: Values, hidden: frozenset[str]) -> bool:
        """Return whether all variables surely are what they were said to be."""
        known, found = self.locals, frame.f_locals
        if not self.info.optimized:
            if type(found) is not dict or not found.keys() >= hidden:
                return False
            if len(found) != len(known) + len(hidden):
                return False
        elif len(found) != len(known):
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

    # The evaluation stack.

    def look(self, offset: int, values: Values, *, yielding: bool = False) -> None:
        """Read the evaluation stack as it is before the instruction at *offset*."""
        objects = self._objects(offset, yielding=yielding)
        if objects is None:
            self.hide()
        else:
            number = values.number
            self.restack([number(value) for value in objects])

    def look_at_top(self, offset: int, values: Values) -> None:
        """Read the stack again where one object came onto it, and nothing else changed."""
        top = self.top(offset)
        if top is None:
            self.look(offset, values)
        else:
            self.shift(0, [values.number(*top)])

    def top(self, offset: int) -> tuple[object] | None:
        """Return the object on top of the stack, if it came onto it and nothing else changed."""
        depth, generator = len(self.stack) + 1, self.generator
        owner = generator and generator()
        if not self.knows_stack or owner is None:
            return None
        if self.info.depth(offset) != (depth, depth, 0):
            return None
        return self.top_of(gc.get_referents(owner), depth)

    def top_of(self, found: list[Any], depth: int) -> tuple[object] | None:
        """Return the top of a stack of that *depth* in *found*, if all is where it was before."""
        beyond = len(found) - self.bottom - depth
        if beyond and not (_NONE_STAYS and beyond == 1 and found[-1] is None):
            return None
        at = self._anchor
        # As the stack, or where it begins, is known there, `found` is longer than that.
        if found[at] is not self.info.code or type(found[at - 1]) is not FunctionType:
            return None
        return (found[-1 - beyond],)

    def drop_top(self) -> bool:
        """Say that what is yielded left the stack, if that is all; return whether it is."""
        if not self.leaves_top():
            return False
        self.shift(1, [])
        return True

    def leaves_top(self) -> bool:
        """Return whether a yield takes what is on top of the stack, and nothing else."""
        depth = self.info.leaving.get(self.offset)
        return depth is not None and depth.least == depth.most == len(self.stack) - 1

    def shift(self, pops: int, numbers: list[int]) -> None:
        """Say that so many objects leave the stack, which is known, and these come onto it."""
        change = self.change
        if "push" in change or "pop" in change or "stack" in change:
            self.restack([*self.stack[: len(self.stack) - pops], *numbers])
            return
        if pops:
            self._values.stale = True
            del self.stack[-pops:]
            self.note("pop", pops)
        if numbers:
            self.stack.extend(numbers)
            self.note("push", numbers)

    # Steps that say little.

    def still(self, offset: int) -> Kept:
        """Return the step at *offset* that says no change."""
        return self.steps.get(offset) or self.keep(offset, (still, self.number, offset))

    def keep(self, key: int, step: Kept) -> Kept:
        """Return the *step*, which comes again and again, and keep it by that *key*."""
        self.steps[key] = step
        return step

    def hide(self) -> None:
        """Say that the evaluation stack is not known."""
        if self.knows_stack:
            self._values.stale = True
            self.stack, self.knows_stack = [], False
            self.moves = self._hidden_moves
            self.change.pop("pop", None)
            self.change.pop("push", None)
            self.note("stack", None)

    def restack(self, numbers: list[int]) -> None:
        """Say that these objects are on the evaluation stack."""
        known, knows = self.stack, self.knows_stack
        if known == numbers and knows:
            return
        self.stack, self.knows_stack = numbers, True
        self.moves = self.info.moves if VISIBLE else {}  # there it is out of date a step later
        if known:
            self._values.stale = True
        change = self.change
        if not knows or "stack" in change or "pop" in change or "push" in change:
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
        if generator is None:
            return None
        leaving = yielding and not _YIELD_KEEPS
        depth = self.info.leaving.get(offset) if leaving else self.info.depth(offset)
        if depth is None:
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
        for index in [self._anchor, *range(1, len(found))]:
            if _belongs_to(found, index, self.info.code):
                self.bottom += index - self._anchor
                self._anchor = index
                return self.bottom
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
