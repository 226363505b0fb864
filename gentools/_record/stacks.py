"""The evaluation stack of a frame while it is recorded: what was said of it, and what changed."""

from __future__ import annotations

import gc
import sys
from types import CodeType, FunctionType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import weakref
    from collections.abc import Sequence

    from gentools._record.codes import Depth, Info
    from gentools._record.moves import Moves
    from gentools._record.values import Values

Json = dict[str, Any]

_VERSION: Final = sys.version_info[:2]
#: What a generator yields is still on its stack when an engine is told of it.
_YIELD_KEEPS: Final = _VERSION >= (3, 14)
#: Up to 3.12 a None can follow the stack.
_NONE_STAYS: Final = _VERSION < (3, 13)
#: Whether the stack can be seen at each instruction, and not only where a frame is resumed or left.
VISIBLE: Final = _VERSION < (3, 12) or _VERSION >= (3, 14)


class Stacked:
    """What is known of a frame's evaluation stack, and what else changed since the last step."""

    def __init__(self, info: Info, touched: list[Any], values: Values) -> None:
        self.info = info
        looks = VISIBLE and info.is_generator
        self._hidden_moves: Moves = {} if looks else info.silent_moves
        #: What is sure of the instructions, with what is known of the stack.
        self.moves = self._hidden_moves
        self.stack: list[int] = []
        self.knows_stack = False
        self.generator: weakref.ref[Any] | None = None
        self._anchor: int = 3  # where the generator last was seen to refer to its code
        #: Where the stack begins in what the generator refers to: after the variables.
        self.bottom = self._anchor + 1 + info.cells
        #: By offset, the depths of the stack where it plainly goes on, and where it plainly yields.
        self.plain_resumes = info.plain_resumes
        self.plain_yields = info.plain_yields
        self.offset = -1
        self.change: Json = {}  # since the last step
        self._touched = touched  # the frames that changed since the last step
        self._values = values

    def note(self, key: str, value: object) -> None:
        """Say that *key* is *value* from now on."""
        if not self.change:
            self._touched.append(self)
        self.change[key] = value

    def look(self, offset: int, values: Values, *, yielding: bool = False) -> None:
        """Read the evaluation stack as it is before the instruction at *offset*."""
        objects = self.objects(offset, yielding=yielding)
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
            self.shift(0, [values.number(top[0])])

    def top(self, offset: int) -> tuple[object] | None:
        """Return the object on top of the stack, if it came onto it and nothing else changed."""
        depth = len(self.stack) + 1
        return self.top_at(depth) if self.info.depth(offset) == (depth, depth, 0) else None

    def top_at(self, depth: int, *, alone: bool = False) -> tuple[object] | None:
        """Return the top of the stack, which has that *depth*, if all else is where it was.

        :param alone: nothing follows the stack.
        """
        owner = self.generator and self.generator()
        if not self.knows_stack or owner is None:
            return None
        found, at = gc.get_referents(owner), self._anchor
        beyond = len(found) - self.bottom - depth
        if beyond and (alone or not _NONE_STAYS or beyond != 1 or found[-1] is not None):
            return None
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

    def forget(self) -> None:
        """Forget the evaluation stack, which was known."""
        self._values.stale = True
        self.stack, self.knows_stack = [], False
        self.moves = self._hidden_moves

    def know(self, numbers: list[int]) -> None:
        """Keep in mind that these objects are on the evaluation stack."""
        self.stack, self.knows_stack = numbers, True
        self.moves = self.info.moves if VISIBLE else {}  # there it is out of date a step later

    def hide(self) -> None:
        """Say that the evaluation stack is not known."""
        if self.knows_stack:
            self.forget()
            self.change.pop("pop", None)
            self.change.pop("push", None)
            self.note("stack", None)

    def restack(self, numbers: list[int]) -> None:
        """Say that these objects are on the evaluation stack."""
        known, knows = self.stack, self.knows_stack
        if known == numbers and knows:
            return
        self.know(numbers)
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

    def objects(self, offset: int, *, yielding: bool) -> Sequence[object] | None:
        """Return what is on the stack before an instruction, or left there by a yield."""
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
