"""The objects on the evaluation stack, among what the memory of a frame refers to.

>>> from gentools._look.slots import Slot
>>> place = Place((Slot.EARLIER, Slot.OBJECT))
>>> whole_stack([None, "an object", ValueError("no")], place)
[Stack(objects=(None, 'an object'), handling=ValueError('no'))]
"""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from gentools._look.layout import Place

if TYPE_CHECKING:
    from typing_extensions import TypeIs

#: Up to 3.12 the place of the handled exception holds a None, for ever after the first one, even
#: if it was a function called from there that has handled it.
NONE_STAYS: Final = sys.version_info < (3, 13)


class Stack(NamedTuple):
    """The objects on an evaluation stack, bottom first."""

    objects: tuple[object, ...]
    handling: BaseException | None = None


def whole_stack(rest: Sequence[object], place: Place) -> list[Stack]:
    """Return what may be on the stack of a frame that is suspended.

    More than one reading is possible only up to 3.12, and only where a NULL may be on the stack.

    :param rest: what the memory of the frame holds behind the variables.
    :param place: what is known of the frame where it stands.
    """
    readings = [_with_exception(rest)] if place.handling else _without_exception(rest)
    return [
        stack for stack in readings if stack and place.least <= len(stack.objects) <= place.most
    ]


def _with_exception(rest: Sequence[object]) -> Stack | None:
    if not rest or not is_exception(rest[-1]):
        return None
    return Stack(tuple(rest[:-1]), rest[-1])


def _without_exception(rest: Sequence[object]) -> list[Stack]:
    readings = [Stack(tuple(rest))]
    if NONE_STAYS and rest and rest[-1] is None:
        readings.append(Stack(tuple(rest[:-1])))
    return readings


def lower_stack(rest: Sequence[object], place: Place) -> list[Stack]:
    """Return what is on the stack below the operands of a running instruction.

    Nothing says whether the operands are still there, nor, up to 3.13, whether any of the stack is
    told of. What comes last may be an exception: of this frame, or of a function that it calls.

    :param rest: what the memory of the frame holds behind the variables.
    :param place: what is known of the frame, without those operands.
    """
    surely = len(rest) - (not rest or rest[-1] is None or is_exception(rest[-1]))
    if place.least == place.most <= surely:
        return [Stack(tuple(rest[: place.least]))]
    return []


def is_exception(value: object) -> "TypeIs[BaseException]":
    """Return whether *value* is an exception, whatever it says of its class."""
    return issubclass(type(value), BaseException)
