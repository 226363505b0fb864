"""What really is in the frame of a suspended generator: its memory, read word by word.

This is the witness against which the library is proved, so it shares nothing with it: no `gc`,
no `dis`, no static analysis. The depth of the evaluation stack is what the interpreter noted
itself. Nothing is made an object again: what is told are addresses, to be compared with `id`.

A wrong offset here could crash the interpreter, which is why this is no part of the library.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from types import AsyncGeneratorType, CodeType, CoroutineType, GeneratorType
from typing import Any, NamedTuple, TypeAlias

Suspended: TypeAlias = (
    "GeneratorType[Any, Any, Any] | CoroutineType[Any, Any, Any] | AsyncGeneratorType[Any, Any]"
)

WORD = ctypes.sizeof(ctypes.c_void_p)
#: Since 3.14 the low two bits of a stack slot say what it is.
TAGGED = sys.version_info >= (3, 14)
TAG_MASK, TAG_REJECTED, TAG_INTEGER = 3, 2, 3
#: How far before the first local the interpreter keeps the top of the stack: up to 3.13 an index
#: of four bytes, then an address, each with a word of small fields behind it.
TOP_BEFORE_LOCALS = 8 if not TAGGED else WORD + max(WORD, 4)


class Slot(NamedTuple):
    """A place in a frame: ``object`` with its address, ``NULL``, or a hidden ``integer``."""

    kind: str
    number: int = 0


NULL = Slot("NULL")


class Memory(NamedTuple):
    """What the memory of a generator says."""

    localsplus: tuple[Slot, ...]
    stack: tuple[Slot, ...]
    #: the address of the exception that is being handled, 0 for none
    handling: int

    @property
    def objects(self) -> list[int]:
        """The addresses on the evaluation stack, bottom first."""
        return [slot.number for slot in self.stack if slot.kind == "object"]


class OracleError(Exception):
    """The memory is not laid out as it is known to be: nothing can be said."""


def read(suspended: Any) -> Memory:
    """Return what is in the memory of a generator that was created, or is suspended."""
    if type(suspended) not in {GeneratorType, CoroutineType, AsyncGeneratorType}:
        raise TypeError(f"{type(suspended).__name__} is no generator")
    code = code_of(suspended)
    first = id(suspended) + type(suspended).__basicsize__
    count = number_of_locals(code)
    depth = _top(first) - count
    if not 0 <= depth <= code.co_stacksize:
        raise OracleError(f"{code.co_qualname}: a stack of {depth} slots, {code.co_stacksize} fit")
    slots = [_slot(word) for word in _words(first, count + depth)]
    return Memory(tuple(slots[:count]), tuple(slots[count:]), _handling(suspended))


def code_of(suspended: Suspended) -> CodeType:
    """Return the code object; ``gi_frame`` is not touched."""
    for attribute in ("gi_code", "cr_code", "ag_code"):
        if hasattr(suspended, attribute):
            code: CodeType = getattr(suspended, attribute)
            return code
    raise TypeError(f"{type(suspended).__name__} is no generator")


def number_of_locals(code: CodeType) -> int:
    """Return how many slots of a frame come before its stack: locals, cells, free variables."""
    return _integers(id(code), _place_of_locals() + 1)[-1]


@cache
def _place_of_locals() -> int:
    """Return where a code object keeps that number: behind five that Python shows too."""
    code = _model.__code__
    known = [
        code.co_argcount,
        code.co_posonlyargcount,
        code.co_kwonlyargcount,
        code.co_stacksize,
        code.co_firstlineno,
    ]
    fields = _integers(id(code), 40)
    for place in range(len(fields) - len(known)):
        after = place + len(known)
        if fields[place:after] == known and fields[after] == MODEL_LOCALS:
            return after
    raise OracleError("a code object is not laid out as it is known to be")


def _model(a: int, b: int, /, c: int, *, d: int, e: int) -> int:
    f = (a, b, c, (d, e, a, b, c, (d, e, a)))
    return len(f)


MODEL_LOCALS = 6


def _top(first: int) -> int:
    """Return how many slots are in use, counted from the first local."""
    place = first - TOP_BEFORE_LOCALS
    if not TAGGED:
        return ctypes.c_int32.from_address(place).value
    used, odd = divmod(_words(place, 1)[0] - first, WORD)
    if odd:
        raise OracleError("the stack pointer points between two slots")
    return used


def _slot(word: int) -> Slot:
    if not TAGGED:
        return Slot("object", word) if word else NULL
    tag, address = word & TAG_MASK, word & ~TAG_MASK
    if tag == TAG_INTEGER:
        return Slot("integer", ctypes.c_ssize_t(word).value >> 2)
    if tag == TAG_REJECTED:
        raise OracleError(f"a slot holds {word:#x}, which has no known meaning")
    return Slot("object", address) if address else NULL


def _handling(suspended: Suspended) -> int:
    """Return what is behind the two names: the exception, None if there was one before, or NULL."""
    names = [id(suspended.__name__), id(suspended.__qualname__)]
    words = _words(id(suspended), type(suspended).__basicsize__ // WORD)
    for place in range(2, 8):
        if words[place : place + 2] == names:
            found = words[place + 2]
            return 0 if found == id(None) else found
    raise OracleError("a generator is not laid out as it is known to be")


def _words(address: int, count: int) -> list[int]:
    return list((ctypes.c_size_t * count).from_address(address))


def _integers(address: int, count: int) -> list[int]:
    return list((ctypes.c_int32 * count).from_address(address))
