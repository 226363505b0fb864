"""What each instruction does to the kinds of things on the stack, by itself."""

import dis
import sys

import pytest

from gentools._look.code import Op
from gentools._look.slots import Slot, after, effect, left_by, stored

VERSION = sys.version_info[:2]
#: What stands in no code object: caches, what the interpreter makes for itself, and what it puts
#: in the place of other instructions while code runs.
IN_NO_CODE = {
    *("CACHE", "ENTER_EXECUTOR", "EXIT_INIT_CHECK"),
    *("INTERPRETER_EXIT", "RESERVED", "TRACE_RECORD"),
}
#: What may stand in the place of another instruction that is run often.
SPECIALIZED = {*getattr(dis, "_specialized_opmap", ())}


def op(name: str, arg: int = 0) -> Op:
    return Op(offset=0, name=name, code=dis.opmap[name], arg=arg, following=2)


def shown(slots: tuple[Slot, ...] | None) -> str | None:
    return None if slots is None else ", ".join(slot.value for slot in slots)


def read(text: str) -> tuple[Slot, ...]:
    return tuple(map(Slot, text.split(", "))) if text else ()


def test_every_instruction_that_code_is_made_of_is_known() -> None:
    slots = (Slot.OBJECT,) * 300
    names = [name for name, code in dis.opmap.items() if code < 256]
    made = {name for name in names if not name.startswith("INSTRUMENTED_")} - SPECIALIZED
    unknown = {name for name in made - IN_NO_CODE if after(op(name, 1), slots, jump=False) is None}
    assert unknown == set()
    moving = {name for name in made - IN_NO_CODE if left_by(op(name, 1), jump=False) is None}
    assert moving == {"COPY", "SWAP"}


def only(name: str, arg: int, before: str, expected: str, **marks: tuple[int, int]) -> object:
    """Return a case that only some versions have."""
    reason = "another instruction, or none, in other versions"
    chosen = [getattr(pytest.mark, mark)(*args, reason=reason) for mark, args in marks.items()]
    return pytest.param(name, arg, before, expected, marks=chosen)


#: An instruction, its argument, what is on the stack before it and after it.
CASES = [
    ("BUILD_LIST", 2, "cell, NULL, object, object", "cell, NULL, object"),
    ("CALL", 0, "cell, object or NULL, object", "cell, object"),
    ("CALL", 2, "cell, object or NULL, object, object, object", "cell, object"),
    ("CHECK_EG_MATCH", 0, "NULL, object, object", "NULL, object, object"),
    ("LOAD_CONST", 0, "NULL", "NULL, object"),
    ("POP_TOP", 0, "NULL, object", "NULL"),
    ("PUSH_NULL", 0, "object", "object, NULL"),
    ("RETURN_GENERATOR", 0, "", "object"),
    ("UNPACK_EX", 1 | 1 << 8, "NULL, object", "NULL, object, object, object"),
    ("UNPACK_SEQUENCE", 0, "NULL, object", "NULL"),
    ("UNPACK_SEQUENCE", 3, "NULL, object", "NULL, object, object, object"),
    ("YIELD_VALUE", 0, "object or NULL, object", "object or NULL, object"),
    # They move what is there, whatever it is.
    ("COPY", 1, "cell, NULL", "cell, NULL, NULL"),
    ("COPY", 3, "cell, NULL, object", "cell, NULL, object, cell"),
    ("SWAP", 2, "cell, NULL, object", "cell, object, NULL"),
    ("SWAP", 3, "cell, NULL, object", "object, NULL, cell"),
    # Each exception that is put aside is in one place, and is put back once.
    ("PUSH_EXC_INFO", 0, "object, object", "object, earlier exception, object"),
    ("COPY", 1, "object, earlier exception", "object, earlier exception, object"),
    ("POP_EXCEPT", 0, "object, earlier exception", "object"),
    ("POP_EXCEPT", 0, "earlier exception, earlier exception", "earlier exception"),
    ("POP_EXCEPT", 0, "earlier exception, NULL, object", "object, NULL"),
    ("POP_EXCEPT", 0, "NULL, object", "NULL"),
    # The lowest bit of the argument says whether a call is made ready.
    ("LOAD_ATTR", 2, "NULL, object", "NULL, object"),
    only("LOAD_ATTR", 1, "NULL, object", "NULL, object", up_to=(3, 11)),
    only("LOAD_METHOD", 1, "cell, object", "cell, object or NULL, object", up_to=(3, 11)),
    only(
        *("LOAD_ATTR", 3, "cell, object", "cell, object or NULL, object"),
        since=(3, 12),
        up_to=(3, 12),
    ),
    only("LOAD_ATTR", 3, "cell, object", "cell, object, object or NULL", since=(3, 13)),
    ("LOAD_GLOBAL", 2, "cell", "cell, object"),
    only("LOAD_GLOBAL", 3, "cell", "cell, NULL, object", up_to=(3, 12)),
    only("LOAD_GLOBAL", 3, "cell", "cell, object, NULL", since=(3, 13)),
    only("LOAD_SUPER_ATTR", 2, "cell, object, object, object", "cell, object", since=(3, 12)),
    only(
        *("LOAD_SUPER_ATTR", 3, "cell, object, object, object", "cell, object or NULL, object"),
        since=(3, 12),
        up_to=(3, 12),
    ),
    only(
        *("LOAD_SUPER_ATTR", 3, "cell, object, object, object", "cell, object, object or NULL"),
        since=(3, 13),
    ),
    # Not in all versions, or not the same.
    only(
        "PRECALL",
        1,
        "object or NULL, object, object",
        "object or NULL, object, object",
        up_to=(3, 11),
    ),
    only("BEFORE_ASYNC_WITH", 0, "NULL, object", "NULL, object, object", up_to=(3, 13)),
    only("BEFORE_WITH", 0, "NULL, object", "NULL, object, object", up_to=(3, 13)),
    only("LOAD_SPECIAL", 0, "NULL, object", "NULL, object, object or NULL", since=(3, 14)),
    only(
        *("CLEANUP_THROW", 0, "cell, object, object, object", "cell, object, object"),
        since=(3, 12),
        up_to=(3, 14),
    ),
    only(
        *("CLEANUP_THROW", 0, "cell, object, NULL, object, object", "cell, object, NULL, object"),
        since=(3, 15),
    ),
    only("GET_ITER", 0, "NULL, object", "NULL, object", up_to=(3, 14)),
    only("GET_ITER", 0, "NULL, object", "NULL, object, hidden", since=(3, 15)),
    only("FOR_ITER", 0, "NULL, object", "NULL, object, object", up_to=(3, 14)),
    only("FOR_ITER", 0, "NULL, object, hidden", "NULL, object, hidden, object", since=(3, 15)),
    only("LOAD_FAST_AND_CLEAR", 0, "NULL", "NULL, object or NULL", since=(3, 12)),
    only("LOAD_FAST_LOAD_FAST", 0, "NULL", "NULL, object, object", since=(3, 13)),
    only("LOAD_FAST_BORROW_LOAD_FAST_BORROW", 0, "NULL", "NULL, object, object", since=(3, 14)),
]


@pytest.mark.parametrize(("name", "arg", "before", "expected"), CASES)
def test_an_instruction_leaves_alone_what_is_below_its_operands(
    name: str, arg: int, before: str, expected: str
) -> None:
    assert shown(after(op(name, arg), read(before), jump=False)) == expected


def test_an_exhausted_iterator_is_gone_after_the_jump_only_in_3_11() -> None:
    slots = read("cell, object, hidden" if VERSION >= (3, 15) else "cell, object")
    jumped = after(op("FOR_ITER", 4), slots, jump=True)
    assert jumped == (slots[:1] if VERSION < (3, 12) else (*slots, Slot.OBJECT))


def test_after_an_instruction_that_no_version_has_nothing_is_known() -> None:
    strange = Op(offset=0, name="STRANGE", code=dis.opmap["NOP"], arg=0, following=2)
    assert after(strange, (Slot.OBJECT,), jump=False) is None


def test_what_a_call_takes_and_leaves_is_counted_at_the_call() -> None:
    assert effect(op("CALL", 2), jump=False) == -3
    assert VERSION > (3, 11) or effect(op("PRECALL", 2), jump=False) == 0


def test_what_is_stored_in_a_variable_was_on_top() -> None:
    slots = read("cell, NULL, object")
    assert stored(op("STORE_FAST", 5), slots) == ((5, Slot.OBJECT),)
    assert stored(op("POP_TOP"), slots) == ()


@pytest.mark.since(3, 13, reason="no instruction stores twice, or stores and loads, up to 3.12")
def test_an_instruction_that_does_two_things_has_two_variables_in_its_argument() -> None:
    slots = read("cell, NULL, object")
    assert stored(op("STORE_FAST_LOAD_FAST", 0x2F), slots) == ((2, Slot.OBJECT),)
    assert stored(op("STORE_FAST_STORE_FAST", 0x2F), slots) == (
        (2, Slot.OBJECT),
        (15, Slot.NULL),
    )
