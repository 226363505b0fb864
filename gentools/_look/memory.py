"""What the memory of a frame refers to, and what its variables hold.

The garbage collector is told of all that a generator refers to, in the order of its memory. NULL is
left out there, so the variables have to be known before it can be said where the stack begins.

>>> def greet(name):
...     yield f"hello, {name}"
>>> generator = greet("reader")
>>> memory(generator, greet.__code__).held
['reader']
"""

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from types import CellType, CodeType, FrameType, FunctionType
from typing import Final, NamedTuple

from gentools._look.layout import Place, Scope, Variable, layout

#: Only of these is it known how their memory is told.
_KNOWN: Final = (
    sys.implementation.name == "cpython"
    and (3, 11) <= sys.version_info[:2] <= (3, 15)
    and "free-threading" not in sys.version
)
_OPTIMIZED: Final = 1
_IN_CELLS: Final = (Scope.CELL, Scope.FREE)
_TRIES: Final = 64
_END: Final = object()


class Memory(NamedTuple):
    """What the memory of a frame refers to, NULLs left out."""

    #: Variables, evaluation stack, perhaps the exception being handled; None if not known.
    held: list[object] | None
    #: The cells of the free variables.
    closure: tuple[CellType, ...] = ()
    #: Up to 3.12, the dictionary of variables that the frame has once it was asked for one.
    shown: dict[str, object] | None = None


class Variables(NamedTuple):
    """What the variables of a frame hold, and what its memory holds behind them."""

    locals: dict[str, object]
    cells: dict[str, CellType]
    #: The evaluation stack, and perhaps the exception being handled; None if not known.
    rest: Sequence[object] | None


def memory(generator: object, code: CodeType) -> Memory:
    """Return what the memory of the frame of *generator* refers to.

    :param generator: a generator, coroutine or async generator that has a frame.
    :param code: the code object of that frame.
    """
    referents = gc.get_referents(generator)
    start = _start(referents, code) if _KNOWN else None
    if start is None:
        return Memory(None)
    shown, function = referents[start - 3 : start - 1]
    closure: tuple[CellType, ...] = function.__closure__ or ()
    return Memory(referents[start:], closure, shown if type(shown) is dict else None)


def _start(referents: list[object], code: CodeType) -> int | None:
    """Return the index behind the function and its code object.

    Before them are the name, the frame object and its dictionary, and, first of all, the
    finalizer hook of an async generator, which may be followed by the code object too.
    """
    named = False
    for index, referent in enumerate(referents):
        if named and referent is code and type(referents[index - 1]) is FunctionType:
            return index + 1
        named = named or type(referent) is str
    return None


def variables(frame: FrameType, seen: Memory, place: Place | None) -> Iterator[Variables]:
    """Yield what the variables of *frame* may hold: in nearly all cases once.

    :param frame: the frame of a generator that somebody else keeps alive; up to and including
        3.13.2 reading the variables of a frame whose suspended generator is gone is no less than
        reading a stranger's memory.
    :param seen: the :func:`memory` of that generator.
    :param place: what is known of the frame where it stands.
    :returns: first those of which each was found where it must be; last, for want of these, those
        that the frame tells of, without what lies behind them.
    """
    known = layout(frame.f_code)
    if not frame.f_code.co_flags & _OPTIMIZED:
        yield _namespace(frame, None if known.variables else seen.held)
        return
    order = known.variables_at(place or Place(()))
    bound = _bound(frame, order, seen)
    if place is not None and seen.held is not None:
        for tried in _choices(order):
            found = _followed(tried, bound, seen)
            if found is not None:
                yield found
    yield Variables({name: bound[name] for name, *_ in order if name in bound}, {}, None)


def _choices(order: Sequence[Variable]) -> Iterator[Sequence[Variable]]:
    """Yield *order* with and without those of which nobody tells whether they have a value."""
    hidden = [variable for variable in order if variable.hidden]
    if not hidden:
        yield order
        return
    for choice in islice(product((False, True), repeat=len(hidden)), _TRIES):
        unbound = {variable for variable, there in zip(hidden, choice, strict=True) if not there}
        yield [variable for variable in order if variable not in unbound]


def _followed(
    order: Iterable[Variable], bound: dict[str, object], seen: Memory
) -> Variables | None:
    held, closure = iter(seen.held or ()), iter(seen.closure)
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


def _namespace(frame: FrameType, rest: list[object] | None) -> Variables:
    """Return the variables of a frame that has a dictionary for them: code with top-level await.

    Its comprehensions may still have variables elsewhere, of which nothing tells.
    """
    namespace = frame.f_locals
    named = dict(namespace) if type(namespace) is dict else {}
    return Variables(named, {}, rest)


if sys.version_info >= (3, 13):

    def _bound(frame: FrameType, order: Sequence[Variable], _: Memory) -> dict[str, object]:
        """Return the variables of *frame*.

        Up to 3.13.2 it takes for a cell what stands in the place of one that is put aside, and
        the interpreter crashes. So there the others are asked for one by one.
        """
        shown = frame.f_locals
        if not any(variable.scope is Scope.ASIDE for variable in order):
            return dict(shown.items())
        others = [variable.name for variable in order if variable.scope is not Scope.ASIDE]
        return {name: shown[name] for name in others if name in shown}

else:

    def _bound(frame: FrameType, _: Sequence[Variable], seen: Memory) -> dict[str, object]:
        """Return the variables of *frame*, and leave its dictionary with what was in it.

        The dictionary stays with the frame, and would keep alive what is in it. The frame of a
        function that is being traced takes its variables from there when the trace function ends.
        """
        before = dict(seen.shown or {})
        shown = frame.f_locals
        bound = dict(shown)
        if seen.held is not None:
            shown.clear()
            shown.update(before)
        return bound
