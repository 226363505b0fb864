"""What is in the frame of a generator: variables, cells, stack, and the exception being handled.

>>> from gentools._look.layout import layout
>>> def pair():
...     return [1, (yield "half")]
>>> generator = pair()
>>> next(generator)
'half'
>>> frame, known = generator.gi_frame, layout(pair.__code__)
>>> place = known.while_suspended(known.suspending(frame.f_lasti))
>>> contents(generator, frame, place).stack
(1,)
"""

from collections.abc import Callable, Sequence
from types import CellType, FrameType
from typing import NamedTuple

from gentools._look.layout import Place
from gentools._look.memory import memory, variables
from gentools._look.stack import Stack, whole_stack


class Contents(NamedTuple):
    """What is in a frame."""

    locals: dict[str, object]
    cells: dict[str, CellType]
    #: None where it can't be known.
    stack: tuple[object, ...] | None
    handling: BaseException | None


def contents(
    generator: object,
    frame: FrameType,
    place: Place | None,
    *,
    reading: Callable[[Sequence[object], Place], list[Stack]] = whole_stack,
    delegate: object = None,
) -> Contents:
    """Return what is in *frame*.

    :param generator: whose frame it is.
    :param place: what is known of the frame where it stands; None for nothing.
    :param reading: tells the stack from the rest of the memory.
    :param delegate: what must be on top of the stack; None for whatever is.
    :returns: the only reading that is possible; without stack and cells if there are others.
    """
    found: list[Contents] = []
    named: dict[str, object] = {}
    for named, cells, rest in variables(frame, memory(generator, frame.f_code), place):
        if rest is not None and place is not None:
            found.extend(
                Contents(named, cells, *stack)
                for stack in reading(rest, place)
                if delegate is None or _top(stack) is delegate
            )
    return found[0] if len(found) == 1 else Contents(named, {}, None, None)


def _top(stack: Stack) -> object:
    return stack.objects[-1] if stack.objects else None
