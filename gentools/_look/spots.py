"""What is known of a frame at the places where it can be found, made ready for reading it.

>>> from gentools import my_range
>>> spots(my_range.__code__).created.op.name
'RETURN_GENERATOR'
"""

from functools import cached_property
from types import CodeType
from typing import Final

from gentools._look.code import Op
from gentools._look.layout import Layout, Place, Scope, layout
from gentools._look.percode import PerCode

_NOWHERE: Final = Place(())


class Spot:
    """What is known of the frames of one code object at one instruction."""

    def __init__(
        self, known: Layout, op: Op | None, place: Place | None, *, running: bool = False
    ) -> None:
        self.running: Final = running
        #: Has the frame places for its variables, and no dictionary?
        self.optimized: Final = known.optimized
        #: The instruction that suspended the frame, or that it is executing.
        self.op: Final = op
        #: None for nothing; then no variable is taken to be in its cell.
        self.place: Final = place
        self.delegates: Final = op is not None and known.delegates(op)
        self.order: Final = known.variables_at(place or _NOWHERE)
        self.names: Final = tuple(variable.name for variable in self.order)
        #: Is each variable in the frame itself, and told of by the frame object?
        self.plain: Final = all(
            variable.scope is Scope.PLAIN and not variable.hidden for variable in self.order
        )
        self.aside: Final = any(variable.scope is Scope.ASIDE for variable in self.order)
        #: How many places for objects there are, if that is sure and all of them are in the frame.
        sure = place is not None and self.plain and self.optimized and _is_sure(place)
        self.room: Final = len(self.order) + place.least if place and sure else None


def _is_sure(place: Place) -> bool:
    """Is it known how many objects are on the stack, and does nothing stand behind them?"""
    return not place.handling and place.least == place.most


class Spots:
    """The spots of one code object."""

    def __init__(self, code: CodeType) -> None:
        self._known: Final = layout(code)
        self._suspended: Final[dict[int, Spot]] = {}

    @cached_property
    def created(self) -> Spot:
        """Where a frame is before its start."""
        op = self._known.starting()
        return Spot(self._known, op, self._known.while_suspended(op))

    @cached_property
    def unknown(self) -> Spot:
        """Where a frame runs of which nothing is known."""
        return Spot(self._known, None, None, running=True)

    def suspended(self, f_lasti: int) -> Spot:
        """Return where a frame is suspended if its ``f_lasti`` is this."""
        spot = self._suspended.get(f_lasti)
        if spot is None:
            op = self._known.suspending(f_lasti)
            place = None if op is None else self._known.while_suspended(op)
            spot = self._suspended[f_lasti] = Spot(self._known, op, place)
        return spot

    def running(self, f_lasti: int) -> Spot:
        """Return where a frame runs, with the stack below the operands of the instruction.

        While an exception is thrown into its delegate, a frame is where it was suspended.
        """
        known = self._known
        op = known.suspending(f_lasti)
        if op is not None:
            return Spot(known, op, known.while_suspended(op), running=True)
        op = known.executing(f_lasti)
        return Spot(known, op, None if op is None else known.below_operands(op), running=True)


#: The spots of a code object.
spots: Final = PerCode(Spots)
