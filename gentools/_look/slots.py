"""What each instruction does to the kinds of things on the evaluation stack.

>>> swap = Op(offset=0, name="SWAP", code=0, arg=2, following=2)
>>> [slot.value for slot in after(swap, (Slot.NULL, Slot.OBJECT), jump=False)]
['object', 'NULL']
"""

import dis
import sys
from collections.abc import Callable
from enum import Enum
from typing import Final

from gentools._look.code import Op


def words(text: str) -> frozenset[str]:
    """Return the words of *text*."""
    return frozenset(text.split())


class Slot(Enum):
    """What is in a slot of the evaluation stack."""

    OBJECT = "object"
    NULL = "NULL"
    MAYBE_NULL = "object or NULL"
    #: An object: the cell of a variable, put aside by a comprehension.
    CELL = "cell"
    #: An object: the exception that was handled before, or None, while another one is handled.
    EARLIER = "earlier exception"
    #: An index or an offset that the interpreter keeps there; NULL where none is needed.
    HIDDEN = "hidden"


_O, _N, _M, _H = Slot.OBJECT, Slot.NULL, Slot.MAYBE_NULL, Slot.HIDDEN
#: What is an object for sure.
OBJECTS: Final = frozenset({Slot.OBJECT, Slot.CELL, Slot.EARLIER})

_VERSION: Final = sys.version_info[:2]
#: A callable and the NULL or the object beside it; 3.13 turned them round.
_CALLABLE_AND_NULL = (_N, _O) if _VERSION < (3, 13) else (_O, _N)
_METHOD_AND_SELF = (_M, _O) if _VERSION < (3, 13) else (_O, _M)
#: The offset that an exception handler finds below the exception: no object since 3.14.
OFFSET = _O if _VERSION < (3, 14) else _H

_LEAVING_ONE = words(
    """
    ASYNC_GEN_WRAP BINARY_OP BINARY_SLICE BINARY_SUBSCR BUILD_CONST_KEY_MAP BUILD_INTERPOLATION
    BUILD_LIST BUILD_MAP BUILD_SET BUILD_SLICE BUILD_STRING BUILD_TEMPLATE BUILD_TUPLE CALL
    CALL_FUNCTION_EX CALL_INTRINSIC_1 CALL_INTRINSIC_2 CALL_KW CHECK_EXC_MATCH COMPARE_OP
    CONTAINS_OP CONVERT_VALUE END_SEND FORMAT_SIMPLE FORMAT_VALUE FORMAT_WITH_SPEC FOR_ITER
    GET_AITER GET_ANEXT GET_AWAITABLE GET_LEN GET_YIELD_FROM_ITER IMPORT_FROM IMPORT_NAME IS_OP
    LIST_TO_TUPLE LOAD_ASSERTION_ERROR LOAD_BUILD_CLASS LOAD_CLASSDEREF LOAD_CLOSURE
    LOAD_COMMON_CONSTANT LOAD_CONST LOAD_DEREF LOAD_FAST LOAD_FAST_BORROW LOAD_FAST_CHECK
    LOAD_FROM_DICT_OR_DEREF LOAD_FROM_DICT_OR_GLOBALS LOAD_LOCALS LOAD_NAME LOAD_SMALL_INT
    MAKE_FUNCTION MATCH_CLASS MATCH_KEYS MATCH_MAPPING MATCH_SEQUENCE PREP_RERAISE_STAR
    RETURN_GENERATOR SEND SET_FUNCTION_ATTRIBUTE STORE_FAST_LOAD_FAST TO_BOOL UNARY_INVERT
    UNARY_NEGATIVE UNARY_NOT UNARY_POSITIVE WITH_EXCEPT_START YIELD_VALUE
    """
)
_LEAVING_NONE = words(
    """
    COPY_FREE_VARS DELETE_ATTR DELETE_DEREF DELETE_FAST DELETE_GLOBAL DELETE_NAME DELETE_SUBSCR
    DICT_MERGE DICT_UPDATE END_ASYNC_FOR END_FOR EXTENDED_ARG IMPORT_STAR JUMP_BACKWARD
    JUMP_BACKWARD_NO_INTERRUPT JUMP_FORWARD JUMP_IF_FALSE_OR_POP JUMP_IF_TRUE_OR_POP KW_NAMES
    LIST_APPEND LIST_EXTEND MAKE_CELL MAP_ADD NOP NOT_TAKEN POP_EXCEPT POP_ITER
    POP_JUMP_BACKWARD_IF_FALSE POP_JUMP_BACKWARD_IF_NONE POP_JUMP_BACKWARD_IF_NOT_NONE
    POP_JUMP_BACKWARD_IF_TRUE POP_JUMP_FORWARD_IF_FALSE POP_JUMP_FORWARD_IF_NONE
    POP_JUMP_FORWARD_IF_NOT_NONE POP_JUMP_FORWARD_IF_TRUE POP_JUMP_IF_FALSE POP_JUMP_IF_NONE
    POP_JUMP_IF_NOT_NONE POP_JUMP_IF_TRUE POP_TOP PRECALL PRINT_EXPR RAISE_VARARGS RERAISE RESUME
    RETURN_CONST RETURN_VALUE SETUP_ANNOTATIONS SET_ADD SET_UPDATE STORE_ATTR STORE_DEREF
    STORE_FAST STORE_FAST_STORE_FAST STORE_GLOBAL STORE_NAME STORE_SLICE STORE_SUBSCR
    """
)
#: What an instruction leaves on top of the stack. What lies below its operands it does not touch.
_LEAVING: Final[dict[str, tuple[Slot, ...]]] = {
    **dict.fromkeys(_LEAVING_ONE, (_O,)),
    **dict.fromkeys(_LEAVING_NONE, ()),
    "BEFORE_ASYNC_WITH": (_O, _O),
    "BEFORE_WITH": (_O, _O),
    "CHECK_EG_MATCH": (_O, _O),
    "CLEANUP_THROW": (_O, _O) if _VERSION < (3, 15) else (_O, _N, _O),
    "GET_ITER": (_O,) if _VERSION < (3, 15) else (_O, _H),
    "LOAD_FAST_AND_CLEAR": (_M,),
    "LOAD_FAST_BORROW_LOAD_FAST_BORROW": (_O, _O),
    "LOAD_FAST_LOAD_FAST": (_O, _O),
    "LOAD_METHOD": _METHOD_AND_SELF,
    "LOAD_SPECIAL": (_O, _M),
    "PUSH_EXC_INFO": (Slot.EARLIER, _O),
    "PUSH_NULL": (_N,),
}
#: With the lowest bit of the argument set, these make ready for a call; LOAD_ATTR since 3.12.
_LEAVING_READY: Final = {
    "LOAD_ATTR": _METHOD_AND_SELF if _VERSION >= (3, 12) else (_O,),
    "LOAD_GLOBAL": _CALLABLE_AND_NULL,
    "LOAD_SUPER_ATTR": _METHOD_AND_SELF,
}
#: Since 3.12 an exhausted iterator stays until after the jump, and END_FOR takes one slot more.
_LEAVING_NONE_AFTER_JUMP: Final = words("FOR_ITER" if _VERSION < (3, 12) else "")
_UNPACKING: Final = frozenset({"UNPACK_SEQUENCE", "UNPACK_EX"})

#: In 3.11 `dis.stack_effect` takes the operands of CALL at PRECALL already.
_CORRECTED: Final[dict[str, Callable[[int], int]]] = {
    "PRECALL": lambda _: 0,
    "CALL": lambda count: -1 - count,
}


def after(op: Op, slots: tuple[Slot, ...], *, jump: bool) -> tuple[Slot, ...] | None:
    """Return what is on the stack after *op*, or None if *op* is of a kind unknown here."""
    if op.name == "COPY":
        return (*slots, _copied(slots[-op.arg]))
    if op.name == "SWAP":
        return _swapped(slots, op.arg)
    if op.name == "POP_EXCEPT":
        return _put_back(slots)
    leaving = left_by(op, jump=jump)
    if leaving is None:
        return None
    return slots[: len(slots) + effect(op, jump=jump) - len(leaving)] + leaving


def left_by(op: Op, *, jump: bool) -> tuple[Slot, ...] | None:
    """Return what *op* leaves on top of the stack, or None if *op* is of a kind unknown here."""
    if jump and op.name in _LEAVING_NONE_AFTER_JUMP:
        return ()
    if op.name in _UNPACKING:
        return (_O,) * (1 + effect(op, jump=False))
    if op.name in _LEAVING_READY:
        return _LEAVING_READY[op.name] if op.arg & 1 else (_O,)
    return _LEAVING.get(op.name)


def effect(op: Op, *, jump: bool) -> int:
    """Return by how many slots the stack is deeper after *op*."""
    correct = _CORRECTED.get(op.name)
    if correct is not None:
        return correct(op.arg)
    return dis.stack_effect(op.code, op.arg if op.takes_argument else None, jump=jump)


def stored(op: Op, slots: tuple[Slot, ...]) -> tuple[tuple[int, Slot], ...]:
    """Return which local variables *op* stores, and what it takes for them."""
    if op.name == "STORE_FAST":
        return ((op.arg, slots[-1]),)
    if op.name == "STORE_FAST_LOAD_FAST":
        return ((op.arg >> 4, slots[-1]),)
    if op.name == "STORE_FAST_STORE_FAST":
        return ((op.arg >> 4, slots[-1]), (op.arg & 15, slots[-2]))
    return ()


def _swapped(slots: tuple[Slot, ...], count: int) -> tuple[Slot, ...]:
    changed = list(slots)
    changed[-1], changed[-count] = slots[-count], slots[-1]
    return tuple(changed)


def _copied(slot: Slot) -> Slot:
    """Return what a copy of *slot* is: there is but one place for each exception put aside."""
    return _O if slot is Slot.EARLIER else slot


def _put_back(slots: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Return what is left when the earlier exception is handled again.

    It was on top, or a copy of it was; then what was copied is an object like others from now on.
    """
    for place in reversed(range(len(slots))):
        if slots[place] is Slot.EARLIER:
            return (*slots[:place], _O, *slots[place + 1 :])[:-1]
    return slots[:-1]
