"""What the memory of a frame refers to, and what its variables hold.

The garbage collector is told of all that a generator refers to, in the order of its memory. NULL is
left out there, so the variables have to be known before it can be said where the stack begins.

>>> def greet(name):
...     yield f"hello, {name}"
>>> generator = greet("reader")
>>> generator.gi_frame.f_code is greet.__code__
True
>>> referents, start = memory(generator, greet.__code__)
>>> referents[start:]
['reader']
"""

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, islice, product
from types import CellType, CodeType, FrameType, FunctionType
from typing import Any, Final, NamedTuple

from gentools._look.layout import Scope, Variable
from gentools._look.spots import Spot
from gentools._look.stack import NONE_STAYS

#: Only of these is it known how their memory is told.
_KNOWN: Final = (
    sys.implementation.name == "cpython"
    and (3, 11) <= sys.version_info[:2] <= (3, 15)
    and "free-threading" not in sys.version
)
#: Where the code object is behind the function, unless something rare stands before them; up to
#: 3.12 it is one further where the frame has a dictionary.
_USUAL_CODE: Final = {(3, 11): (5, 6), (3, 12): (4, 5)}.get(sys.version_info[:2], (4,))
_IN_CELLS: Final = (Scope.CELL, Scope.FREE)
_TRIES: Final = 64
_END: Final = object()

#: What a generator refers to, and the index where the memory of its frame begins; 0 if not known.
Memory = tuple[list[object], int]
#: The variables in a dictionary, and what those in the frame, of comprehensions, may hold.
Namespace = tuple[dict[str, object], Iterable[dict[str, object]]]


class Variables(NamedTuple):
    """What the variables of a frame hold, and what its memory holds behind them."""

    locals: dict[str, object]
    cells: dict[str, CellType]
    #: The evaluation stack, and perhaps the exception being handled.
    rest: Sequence[object]


def memory(generator: object, code: CodeType) -> Memory:
    """Return what *generator* refers to, and the index where its frame's memory begins.

    From there on it holds the variables, the evaluation stack, and perhaps the exception being
    handled, NULLs left out.

    :param generator: a generator, coroutine or async generator that has a frame object.
    :param code: the code object of that frame.
    :returns: the index is 0 if it is not known.
    """
    referents = gc.get_referents(generator)
    if not _KNOWN:
        return referents, 0
    for index in _USUAL_CODE:
        if (
            len(referents) > index
            and referents[index] is code
            and type(referents[index - 1]) is FunctionType
        ):
            return referents, index + 1
    return referents, _start(referents, code)


def _start(referents: list[object], code: CodeType) -> int:
    """Return the index behind the function and its code object.

    Before them are the name, the frame object and its dictionary, and, first of all, the
    finalizer hook of an async generator, which may be followed by the code object too.
    """
    named = False
    for index, referent in enumerate(referents):
        if named and referent is code and type(referents[index - 1]) is FunctionType:
            return index + 1
        named = named or type(referent) is str
    return 0


def is_full(seen: Memory, spot: Spot) -> bool:
    """Return whether each place of a frame surely holds an object, and no object stands behind.

    NULLs are left out, so where there are as many objects as places none is. But the None that an
    exception has left behind might make up for a variable that has no value.
    """
    referents, start = seen
    return (
        start > 0
        and len(referents) - start == spot.room
        and not (NONE_STAYS and referents[-1] is None)
    )


def variables(spot: Spot, bound: dict[str, object], seen: Memory) -> Iterator[Variables]:
    """Yield what the variables of a frame may hold: in nearly all cases once.

    :param spot: where the frame stands.
    :param bound: what the frame says of its variables.
    :param seen: what is in its memory.
    """
    if not seen[1]:
        return
    for tried in _orders(spot.order):
        found = _followed(tried, bound, seen)
        if found is not None:
            yield found


def _orders(order: Sequence[Variable]) -> Iterator[Sequence[Variable]]:
    """Yield *order* with and without those of which nobody tells whether they have a value."""
    hidden = [variable for variable in order if variable.hidden]
    if not hidden:
        yield order
        return
    for choice in _choices(len(hidden)):
        unbound = set(compress(hidden, choice))
        yield [variable for variable in order if variable not in unbound]


def _choices(count: int) -> Iterator[tuple[bool, ...]]:
    """Yield all ways to choose among so many; none if they are too many to try each."""
    if 2**count <= _TRIES:
        yield from product((True, False), repeat=count)


def _followed(
    order: Iterable[Variable], bound: dict[str, object], seen: Memory
) -> Variables | None:
    referents, start = seen
    held = islice(referents, start, None)
    function: Any = referents[start - 2]
    closure = iter(function.__closure__ or ())
    named: dict[str, object] = {}
    cells: dict[str, CellType] = {}
    for name, scope, hidden in order:
        if scope in _IN_CELLS:
            cell = next(held, _END)
            if type(cell) is not CellType or (scope is Scope.FREE and cell is not next(closure)):
                return None
            cells[name] = cell
            if name in bound:
                named.setdefault(name, bound[name])
        elif hidden or name in bound:
            named[name] = next(held, _END)
            if not hidden and named[name] is not bound[name]:
                return None
    return Variables(named, cells, list(held))


def _names(namespace: object) -> dict[str, object]:
    """Return what *namespace* has under names: a lookup among other keys might run their code."""
    return {key: value for key, value in _copied(namespace).items() if type(key) is str}


def _copied(namespace: object) -> dict[str, object]:
    """Return a copy of *namespace* if that is a dictionary, or else an empty one."""
    return {**namespace} if type(namespace) is dict else {}


if sys.version_info >= (3, 13):

    def bound_variables(frame: FrameType, spot: Spot, _: Memory) -> dict[str, object]:
        """Return what *frame* says of its variables.

        Somebody else keeps its generator alive: up to 3.13.2 reading the variables of a frame
        whose suspended generator is gone is no less than reading a stranger's memory. And for a
        cell it takes what stands in the place of one that is put aside, which crashes. So there
        the others are asked for one by one.
        """
        shown = frame.f_locals
        if not spot.aside:
            return dict(shown.items())
        others = [variable.name for variable in spot.order if variable.scope is not Scope.ASIDE]
        return {name: shown[name] for name in others if name in shown}

    def with_namespace(frame: FrameType, spot: Spot, seen: Memory) -> Namespace:
        """Return what a frame with a dictionary for its variables says of them.

        If no variable of a comprehension has a value, it gives the dictionary itself.
        """
        referents, start = seen
        ours: Any = sys._getframe().f_locals  # pyright: ignore[reportPrivateUsage]
        asked = type(frame.f_locals) is type(ours)
        inlined = bound_variables(frame, spot, seen) if asked else {}
        outside = _names(referents[start - 3]) if start else {}
        return outside | inlined, [inlined]

else:

    def bound_variables(frame: FrameType, spot: Spot, seen: Memory) -> dict[str, object]:
        """Return what *frame* says of its variables, and leave its dictionary with what was in it.

        The dictionary stays with the frame, and would keep alive what is in it. But a frame that
        runs may be traced, and takes its variables from there when the trace function ends.
        """
        referents, start = seen
        former = _copied(referents[start - 3])
        shown = frame.f_locals
        bound = dict(shown)
        if start and not spot.running:
            shown.clear()
            shown.update(former)
        return _in_order(bound, spot) if former else bound

    def with_namespace(frame: FrameType, spot: Spot, seen: Memory) -> Namespace:
        """Return what a frame with a dictionary for its variables says of them.

        In a comprehension, in 3.12, it gives a copy of that with the variables of this one added.
        Whether one is added is not sure if the dictionary has the same object under its name.
        """
        referents, start = seen
        own = referents[start - 3] if start else None
        outside = _names(own)
        if not start or len(outside) < len(_copied(own)) or type(own) is not dict:
            return outside, [] if spot.order else [{}]
        shown = frame.f_locals
        if shown is own:
            return outside, [{}]
        inside = {name: shown[name] for name in spot.names if name in shown}
        unsure = [name for name, value in inside.items() if outside.get(name, _END) is value]
        left_out = (set(compress(unsure, choice)) for choice in _choices(len(unsure)))
        return dict(shown), [_without(inside, names) for names in left_out]

    def _without(named: dict[str, object], names: set[str]) -> dict[str, object]:
        return {name: value for name, value in named.items() if name not in names}

    def _in_order(bound: dict[str, object], spot: Spot) -> dict[str, object]:
        """Return *bound* in the order of memory: names that a dictionary had keep their places."""
        return {name: bound[name] for name in spot.names if name in bound}
