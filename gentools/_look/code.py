"""The instructions of a code object, read from its bytes, and its exception table.

`dis` would also make a text for each constant, which may run code of the constant's class.

>>> [op.name for op in decode((lambda number: -number).__code__) if "NEG" in op.name]
['UNARY_NEGATIVE']
"""

import dis
import sys
from collections.abc import Iterator
from types import CodeType
from typing import Final, NamedTuple

_CACHE: Final = dis.opmap["CACHE"]
_JUMPS: Final = frozenset(dis.hasjrel) - {dis.opmap["END_ASYNC_FOR"]}
if sys.version_info >= (3, 12):
    _TAKING_ARGUMENT: Final = frozenset(dis.hasarg)
else:
    _TAKING_ARGUMENT: Final = frozenset(range(dis.HAVE_ARGUMENT, 256))


class Op(NamedTuple):
    """One instruction: where it stands, what it is, where the next one stands."""

    offset: int
    name: str
    code: int
    arg: int
    following: int

    @property
    def target(self) -> int | None:
        """Return the offset that this jumps to, or None if it never jumps."""
        if self.code not in _JUMPS:
            return None
        return self.following + 2 * (-self.arg if "BACKWARD" in self.name else self.arg)

    @property
    def takes_argument(self) -> bool:
        """Is the argument of this more than filling?"""
        return self.code in _TAKING_ARGUMENT


class Handler(NamedTuple):
    """A line of the exception table: an exception in start <= offset < end goes to target."""

    start: int
    end: int
    target: int
    depth: int
    keeps_offset: bool


def decode(code: CodeType) -> Iterator[Op]:
    """Yield the instructions of *code*, without the caches behind them."""
    units = code.co_code
    size = len(units)
    offset = extended = 0
    while offset < size:
        number = units[offset]
        arg = extended | units[offset + 1]
        following = offset + 2
        while following < size and units[following] == _CACHE:
            following += 2
        yield Op(offset, dis.opname[number], number, arg, following)
        extended = arg << 8 if number == dis.EXTENDED_ARG else 0
        offset = following


def handlers(code: CodeType) -> Iterator[Handler]:
    """Yield the lines of the exception table of *code*."""
    numbers = _numbers(code.co_exceptiontable)
    for start in numbers:
        length, target, depth = (next(numbers) for _ in range(3))
        yield Handler(
            2 * start, 2 * (start + length), 2 * target, depth >> 1, keeps_offset=bool(depth & 1)
        )


def _numbers(table: bytes) -> Iterator[int]:
    """Yield the numbers of *table*: six bits a byte, the seventh says that more follow."""
    number = 0
    for byte in table:
        number = number << 6 | byte & 0x3F
        if not byte & 0x40:
            yield number
            number = 0
