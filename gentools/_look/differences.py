"""What changed between two snapshots.

>>> from gentools import my_range, snapshot
>>> numbers = my_range(0, 3)
>>> _, before, _, after = next(numbers), snapshot(numbers), next(numbers), snapshot(numbers)
>>> [(difference.what, difference.after) for difference in diff(before, after)]
[('locals', 1)]
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, final

from gentools._look.places import Instruction
from gentools._look.snapshots import Snapshot
from gentools._values import represent


@final
@dataclass(frozen=True, eq=False)
class Difference:
    """One thing that is not the same in two snapshots; ``str`` tells it in one line.

    Values are written there without running code of their classes: where that would be needed,
    the name of the class stands for the object.

    >>> from gentools import diff, my_range, snapshot
    >>> numbers = my_range(0, 3)
    >>> before = snapshot(numbers)
    >>> next(numbers)
    0
    >>> state, *_ = diff(before, snapshot(numbers))
    >>> state.what, state.before, state.after
    ('state', 'GEN_CREATED', 'GEN_SUSPENDED')
    >>> print(state)
    state: GEN_CREATED -> GEN_SUSPENDED
    """

    #: The attribute of the snapshots: ``"state"``, ``"lineno"``, ``"locals"``, ``"stack"``...
    what: str
    #: The name of the variable, or the place on the stack, 0 at the bottom; None for the others.
    key: str | int | None
    #: ``"added"``, ``"removed"`` or ``"changed"``.
    change: str
    #: What it was; None if it was added.
    before: object
    #: What it is; None if it was removed.
    after: object

    def __str__(self) -> str:
        """Return the difference in one line: ``locals total: 1 -> 2``, ``stack 0: added 5``."""
        where = self.what if self.key is None else f"{self.what} {self.key}"
        if self.change == "added":
            return f"{where}: added {self._text(self.after)}"
        if self.change == "removed":
            return f"{where}: removed {self._text(self.before)}"
        return f"{where}: {self._text(self.before)} -> {self._text(self.after)}"

    def _text(self, value: object) -> str:
        if self.what == "state":
            return str(value)
        if self.what == "instruction" and type(value) is Instruction:
            return f"{value.offset} {value.opname}"
        return represent(value)


#: Texts and numbers, which are compared as such.
_PLAIN: Final = ("state", "lineno", "instruction")
#: Objects of anybody's class, which are only compared by identity.
_OBJECTS: Final = ("handling", "delegate")


def diff(before: Snapshot, after: Snapshot) -> tuple[Difference, ...]:
    """Return what is not the same in two snapshots.

    Objects are compared by identity, since comparing them otherwise would run code of their
    classes: what changed inside of an object is not seen.

    :param before: the earlier snapshot.
    :param after: the later one; mostly of the same object.
    :returns: the differences: state, line and instruction, then variables, evaluation stack,
        handled exception and delegate. Where one of the stacks is not known, nothing is said of it.
    :raises TypeError: if one of them is no snapshot.

    >>> from gentools import my_range, snapshot
    >>> numbers = my_range(0, 3)
    >>> before = snapshot(numbers)
    >>> next(numbers)
    0
    >>> for difference in diff(before, snapshot(numbers)):
    ...     print(difference.what, difference.change)
    state changed
    lineno changed
    instruction changed
    locals added
    >>> print(difference)
    locals index: added 0
    """
    for given in (before, after):
        if type(given) is not Snapshot:
            raise TypeError(
                f"diff() takes two snapshots, as snapshot() returns them, not {represent(given)}"
            )
    return tuple(_differences(before, after))


def _differences(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    for what in _PLAIN:
        if getattr(before, what) != getattr(after, what):
            yield _changed(what, None, getattr(before, what), getattr(after, what))
    yield from _variables(before, after)
    yield from _stack(before.stack, after.stack)
    for what in _OBJECTS:
        if getattr(before, what) is not getattr(after, what):
            yield _changed(what, None, getattr(before, what), getattr(after, what))


def _changed(what: str, key: str | int | None, before: object, after: object) -> Difference:
    return Difference(what, key, "changed", before, after)


def _variables(before: Snapshot, after: Snapshot) -> Iterator[Difference]:
    for name in {**before.locals, **after.locals}:
        if name not in after.locals:
            yield Difference("locals", name, "removed", before.locals[name], None)
        elif name not in before.locals:
            yield Difference("locals", name, "added", None, after.locals[name])
        elif before.locals[name] is not after.locals[name]:
            yield _changed("locals", name, before.locals[name], after.locals[name])


def _stack(
    before: tuple[object, ...] | None, after: tuple[object, ...] | None
) -> Iterator[Difference]:
    """Yield what was taken off the stack, from the top, then what was put on it."""
    if before is None or after is None:
        return
    common = 0
    while common < min(len(before), len(after)) and before[common] is after[common]:
        common += 1
    for place in reversed(range(common, len(before))):
        yield Difference("stack", place, "removed", before[place], None)
    for place in range(common, len(after)):
        yield Difference("stack", place, "added", None, after[place])
