"""The instructions of a code object, as a reader wants to see them.

>>> from gentools import my_range
>>> [shown.opname for shown in instructions(my_range.__code__).values()].count("YIELD_VALUE")
1
"""

import dis
from types import CodeType
from typing import Final, NamedTuple

from gentools._look.layout import layout
from gentools._look.percode import PerCode
from gentools._values import represent


class Instruction(NamedTuple):
    """An instruction of a code object: its offset in bytes, its name, and its argument as text."""

    offset: int
    opname: str
    argrepr: str


def _instructions(code: CodeType) -> dict[int, Instruction]:
    # dis calls repr() for each constant: for a moment it gets others.
    without_constants = code.replace(co_consts=(None,) * len(code.co_consts))
    return {
        shown.offset: Instruction(shown.offset, shown.opname, _argument(code, shown))
        for shown in dis.get_instructions(without_constants)
    }


def _argument(code: CodeType, shown: dis.Instruction) -> str:
    if shown.opcode in dis.hasconst and shown.arg is not None and shown.argrepr:
        return represent(code.co_consts[shown.arg])
    target = layout(code).ops[shown.offset].target
    if target is not None:
        return f"to {target}"
    return shown.argrepr or ("" if shown.arg is None else str(shown.arg))


#: The instructions of a code object by offset, without the caches between them.
instructions: Final = PerCode(_instructions)
