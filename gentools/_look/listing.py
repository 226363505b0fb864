"""The instructions of a suspended object as text, with the place where it stands.

>>> from gentools import my_range
>>> print(disassemble(my_range(0, 3)).splitlines()[0].split()[1:])
['>', '0', 'RETURN_GENERATOR']
"""

from collections.abc import Iterator
from types import CodeType

from gentools._look.places import Instruction, instructions
from gentools._look.snapshots import Snapshot, snapshot
from gentools._look.source import position


def disassemble(obj: object) -> str:
    """Return the instructions of a generator, with a mark where it stands.

    A line holds the number of the source line where one begins, the mark ``>`` at the instruction
    that suspended the generator, or is being executed, the offset in bytes, the name and the
    argument. There are no addresses in it. Which instructions a function is made of differs from
    version to version.

    :param obj: a generator, coroutine or async generator, or a snapshot of one.
    :returns: one line for each instruction; without a mark if *obj* is closed.
    :raises TypeError: if *obj* is something else.

    >>> from gentools import my_range
    >>> numbers = my_range(0, 3)
    >>> next(numbers)
    0
    >>> for line in disassemble(numbers).splitlines():
    ...     if ">" in line:
    ...         print("YIELD_VALUE" in line)
    True
    """
    seen = obj if type(obj) is Snapshot else snapshot(obj)
    if seen.code is None:
        raise TypeError(f"disassemble(): there are no instructions in {seen.name}")
    here = seen.instruction
    return "\n".join(_lines(seen.code, None if here is None else here.offset))


def _lines(code: CodeType, here: int | None) -> Iterator[str]:
    known = instructions(code)
    width = len(str(max(known)))
    last: int | None = None
    for offset, shown in known.items():
        line = position(code, offset).lineno
        number = str(line) if line is not None and line != last else ""
        last = line if line is not None else last
        mark = ">" if offset == here else " "
        yield f"{number:>5} {mark} {_text(shown, width)}".rstrip()


def _text(shown: Instruction, width: int) -> str:
    return f"{shown.offset:>{width}}  {shown.opname:<28} {shown.argrepr}"
