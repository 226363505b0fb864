"""The static layout of the evaluation stack, against what CPython itself says of its code."""

import contextlib
import dis
import sys
from collections.abc import Callable
from typing import Any

import pytest

from gentools._look.code import Op
from gentools._look.layout import Layout, Place, Scope, layout
from gentools._look.slots import Slot
from tests.codes import ALL_CODES


def slots_at(function: Callable[..., Any], opname: str) -> list[str]:
    """Return what is on the stack before the last instruction of that name."""
    known = layout(function.__code__)
    *_, op = (op for op in known.ops.values() if op.name == opname)
    place = known.before(op.offset)
    assert place is not None
    return [slot.name for slot in place.slots]


def suspended(function: Callable[..., Any], number: int = 0) -> Place:
    """Return what is known at the given yield of *function*."""
    known = layout(function.__code__)
    yields = [op for op in known.ops.values() if op.name == "YIELD_VALUE"]
    place = known.while_suspended(yields[number])
    assert place is not None
    return place


def test_all_that_can_be_reached_is_known_and_fits_the_stack_of_the_frame() -> None:
    for code in ALL_CODES:
        known = layout(code)
        reached = [known.before(offset) for offset in known.ops]
        assert any(reached)
        assert max(len(place.slots) for place in reached if place) <= code.co_stacksize


def test_the_depth_of_the_compiler_is_reached_exactly() -> None:
    exact = 0
    for code in ALL_CODES:
        known = layout(code)
        places = [(op, known.before(op.offset)) for op in known.ops.values()]
        deepest = max(len(place.slots) for _, place in places if place)
        exact += deepest in {code.co_stacksize, code.co_stacksize - 1}
    assert exact / len(ALL_CODES) > 0.5


def test_where_a_function_returns_there_is_but_its_value_and_no_exception_is_handled() -> None:
    returns = 0
    for code in ALL_CODES:
        known = layout(code)
        for op in known.ops.values():
            place = known.before(op.offset)
            if place is not None and op.name in {"RETURN_VALUE", "RETURN_CONST"}:
                returns += 1
                assert len(place.slots) == (op.name == "RETURN_VALUE")
                assert place.handling == 0
                assert place.in_cells == frozenset(
                    index
                    for index, variable in enumerate(known.variables)
                    if variable.scope is Scope.CELL
                )
    assert returns > 300


def test_the_null_of_a_call_is_where_this_version_puts_it() -> None:
    def calling() -> Any:
        print((yield))

    expected = ["OBJECT", "NULL"] if sys.version_info >= (3, 13) else ["NULL", "OBJECT"]
    assert expected == [slot.name for slot in suspended(calling).slots]
    assert (suspended(calling).least, suspended(calling).most) == (1, 1)


def test_a_method_or_what_it_is_called_on_may_be_null() -> None:
    def calling(text: str) -> Any:
        text.join((yield))

    pair = ["OBJECT", "MAYBE_NULL"] if sys.version_info >= (3, 13) else ["MAYBE_NULL", "OBJECT"]
    assert pair == [slot.name for slot in suspended(calling).slots]
    assert (suspended(calling).least, suspended(calling).most) == (1, 2)


def test_an_attribute_that_is_not_called_is_one_object() -> None:
    def reading(owner: Any) -> Any:
        return [owner.attribute, (yield)]

    assert [slot.name for slot in suspended(reading).slots] == ["OBJECT"]


def test_a_global_that_is_not_called_is_one_object() -> None:
    def reading() -> Any:
        return [print, (yield)]

    assert [slot.name for slot in suspended(reading).slots] == ["OBJECT"]


def test_unpacking_leaves_one_object_for_each_name() -> None:
    def unpacking(three: Any) -> Any:
        first, second, third = three
        return first, second, third

    def starred(many: Any) -> Any:
        first, *middle, last = many
        return first, middle, last

    known = [layout(function.__code__) for function in (unpacking, starred)]
    after = []
    for one in known:
        [op] = [op for op in one.ops.values() if op.name.startswith("UNPACK")]
        place = one.before(op.following)
        after.append(place and place.slots)
    assert after == [(Slot.OBJECT,) * 3] * 2


def test_in_an_except_clause_an_exception_is_handled_and_after_it_is_not() -> None:
    def catching() -> Any:
        try:
            yield "body"
        except ValueError:
            yield "clause"
            try:
                yield "inner body"
            except KeyError:
                yield "inner clause"
        yield "after"

    places = [suspended(catching, number) for number in range(5)]
    by_number = sorted(place.handling for place in places)
    assert by_number == [0, 0, 1, 1, 2]
    assert suspended(catching, 0).handling == 0


def test_an_exception_may_come_from_where_the_stack_is_as_deep_as_its_handler_wants_it() -> None:
    def deleting(name: object) -> Any:
        try:
            del name
        except UnboundLocalError:
            yield "clause"

    assert suspended(deleting).handling == 1


def test_an_exception_that_a_finally_clause_holds_is_counted_behind_other_handlers_too() -> None:
    def raising() -> Any:
        try:
            raise ValueError
        finally:
            with contextlib.suppress(KeyError):
                try:
                    raise KeyError
                finally:
                    yield "both"
            yield "the first again"

    assert suspended(raising, 0).handling == 2
    assert suspended(raising, 1).handling == 1


def test_the_offset_that_a_handler_finds_is_hidden_since_3_14() -> None:
    def catching() -> Any:
        with contextlib.nullcontext():
            yield

    offset, *exceptions = slots_at(catching, "WITH_EXCEPT_START")[-3:]
    assert offset == ("OBJECT" if sys.version_info < (3, 14) else "HIDDEN")
    assert exceptions == ["EARLIER", "OBJECT"]


@pytest.mark.since(3, 15, reason="one slot up to 3.14")
def test_an_iterator_of_3_15_has_a_hidden_slot_beside_it() -> None:
    def looping() -> Any:
        for item in [1, 2]:
            yield [item]

    assert [slot.name for slot in suspended(looping).slots] == ["OBJECT", "HIDDEN"]


@pytest.mark.since(3, 15, reason="up to 3.14 a handler covers nothing that stands lower than it")
def test_from_where_the_stack_is_lower_than_a_handler_wants_it_no_exception_comes() -> None:
    expression: Any = (number for number in [1])
    known = layout(expression.gi_code)
    [handler] = [op for op in known.ops.values() if op.name == "CALL_INTRINSIC_1"]
    place = known.before(handler.offset)
    assert place is not None
    assert [slot.name for slot in place.slots] == ["OBJECT", "HIDDEN", "HIDDEN", "OBJECT"]


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
def test_a_comprehension_may_put_a_cell_aside() -> None:
    async def listing(ready: Any) -> Any:
        functions = [lambda: number for number in (1, 2)]  # noqa: B023
        return [await ready for number in functions]

    known = layout(listing.__code__)
    [index] = [i for i, variable in enumerate(known.variables) if variable.name == "number"]
    place = suspended(listing, -1)
    assert Slot.CELL is place.slots[0]
    assert index not in place.in_cells
    assert Scope.ASIDE is known.variables_at(place)[index].scope
    assert Scope.CELL is known.variables[index].scope


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
def test_behind_a_comprehension_a_cell_is_back_in_its_place() -> None:
    async def listing(ready: Any) -> Any:
        items = [await ready for number in (1, 2)]
        functions = [lambda: number for number in items]  # noqa: B023
        return [await ready for number in functions], await ready

    known = layout(listing.__code__)
    [index] = [i for i, variable in enumerate(known.variables) if variable.name == "number"]
    yields = [op for op in known.ops.values() if op.name == "YIELD_VALUE"]
    places = [known.while_suspended(op) for op in yields]
    assert [place and index in place.in_cells for place in places] == [False, False, True]


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
def test_a_comprehension_that_raises_has_put_the_cell_back_too() -> None:
    async def listing(ready: Any) -> Any:
        items = []
        try:
            items = [await ready for number in (1, 2)]
        except KeyError:
            await ready
        return [lambda: number for number in items]  # noqa: B023

    known = layout(listing.__code__)
    [index] = [i for i, variable in enumerate(known.variables) if variable.name == "number"]
    yields = [op for op in known.ops.values() if op.name == "YIELD_VALUE"]
    places = [known.while_suspended(op) for op in yields]
    assert [place and index in place.in_cells for place in places] == [False, True]


def test_an_instruction_that_is_not_known_here_makes_all_behind_it_unknown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def adding() -> Any:
        yield "before"
        yield [1, -(yield)]

    monkeypatch.delitem(sys.modules["gentools._look.slots"]._LEAVING, "UNARY_NEGATIVE")
    known = Layout(adding.__code__)
    yields = [op for op in known.ops.values() if op.name == "YIELD_VALUE"]
    assert [known.while_suspended(op) is None for op in yields] == [False, False, True]
    for name in ("UNARY_NEGATIVE", "BUILD_LIST"):
        [op] = [op for op in known.ops.values() if op.name == name]
        assert known.below_operands(op) is None


def test_behind_two_ways_nothing_is_known_if_one_of_them_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def first(condition: bool, number: int) -> Any:
        if condition:
            number = -number
        yield number
        yield [1, (yield)]

    def second(condition: bool, number: int) -> Any:
        yield number + number if condition else -number
        yield [1, (yield)]

    monkeypatch.delitem(sys.modules["gentools._look.slots"]._LEAVING, "UNARY_NEGATIVE")
    for function in (first, second):
        known = Layout(function.__code__)
        yields = [op for op in known.ops.values() if op.name == "YIELD_VALUE"]
        assert [known.while_suspended(op) for op in yields] == [None] * 3


def test_behind_two_ways_that_differ_in_depth_nothing_is_known() -> None:
    """The compiler makes no such code."""

    def choosing(condition: bool, one: object, other: object) -> Any:
        return [1, -(yield), one if condition else other, (yield)]

    ways = [op for op in layout(choosing.__code__).ops.values() if _loads(op, 2)]
    units = bytearray(choosing.__code__.co_code)
    units[ways[0].offset] = dis.opmap["NOP"]
    known = Layout(choosing.__code__.replace(co_code=bytes(units)))
    yields = [op for op in known.ops.values() if op.name == "YIELD_VALUE"]
    assert [known.while_suspended(op) is None for op in yields] == [False, True]


def _loads(op: Op, variable: int) -> bool:
    return op.name.startswith("LOAD_FAST") and op.arg == variable


def test_behind_a_yield_from_and_behind_a_loop_the_stack_is_known() -> None:
    def delegating(inner: Any) -> Any:
        return [1, (yield from inner), (yield)]

    def looping(items: Any) -> Any:
        for item in items:
            if item:
                continue
            yield item
        return [1, 2, 3, (yield)]

    assert suspended(delegating, -1).slots == (Slot.OBJECT,) * 2
    assert suspended(looping, -1).slots == (Slot.OBJECT,) * 3


def test_below_its_operands_an_instruction_changes_nothing() -> None:
    def calling(function: Any) -> Any:
        return [1, 2, function(3, 4)]

    known = layout(calling.__code__)
    [op] = [op for op in known.ops.values() if op.name == "CALL"]
    place = known.below_operands(op)
    assert place is not None
    assert [slot.name for slot in place.slots] == ["OBJECT"] * 2


def test_below_its_operands_a_loop_leaves_what_it_goes_through() -> None:
    def looping(items: Any) -> Any:
        for _ in items:
            pass

    known = layout(looping.__code__)
    [op] = [op for op in known.ops.values() if op.name == "FOR_ITER"]
    place = known.before(op.offset)
    assert place is not None and place.least == 1
    assert known.below_operands(op) == place


def test_a_generator_is_made_when_its_arguments_are_in_their_cells() -> None:
    def sharing(first: int, second: int) -> Any:
        yield lambda: (first, second)

    known = layout(sharing.__code__)
    assert known.starting().name == "RETURN_GENERATOR"
    place = known.while_suspended(known.starting())
    assert place is not None
    assert place == Place((), frozenset({0, 1}))


def test_a_frame_is_suspended_at_a_yield_and_nowhere_else() -> None:
    def twice(value: Any) -> Any:
        yield value
        yield [value, -value]

    known = layout(twice.__code__)
    suspending = [known.suspending(offset) for offset in (*known.ops, -2, 1)]
    names = [op.name for op in suspending if op is not None]
    assert set(names) == {"YIELD_VALUE"}
    #: Either at the yield itself or at what will be executed next.
    assert len(names) == 4


def test_a_frame_executes_the_instruction_in_whose_caches_it_stands() -> None:
    def calling(value: Any) -> Any:
        return value(value)

    known = layout(calling.__code__)
    [call] = [op for op in known.ops.values() if op.name == "CALL"]
    within = range(call.offset, call.following, 2)
    assert len(within) > 1
    assert {known.executing(offset) for offset in within} == {call}
    first = known.executing(0)
    assert first is not None and first.offset == 0


def test_a_frame_that_has_not_begun_executes_nothing() -> None:
    known = layout(test_a_frame_that_has_not_begun_executes_nothing.__code__)
    assert known.executing(-2) is None
    assert known.executing(-1) is None


def test_at_a_yield_from_a_frame_delegates_and_at_a_yield_it_does_not() -> None:
    def both(inner: Any) -> Any:
        yield inner
        yield from inner

    known = layout(both.__code__)
    yields = [op for op in known.ops.values() if op.name == "YIELD_VALUE"]
    assert [known.delegates(op) for op in yields] == [False, True]
    [send] = [op for op in known.ops.values() if op.name == "SEND"]
    assert known.delegates(send)
    assert not known.delegates(known.ops[0])


def test_equal_code_objects_are_told_apart() -> None:
    source = "def same():\n    yield"
    first, second = ({}, {})  # type: ignore[var-annotated]
    exec(source, first)
    exec(source, second)
    one, other = first["same"].__code__, second["same"].__code__
    assert one == other
    assert layout(one) is not layout(other)
    assert layout(one) is layout(one)


def test_a_layout_goes_with_its_code_object() -> None:
    kept = sys.modules["gentools._look.layout"].layout._kept
    namespace: dict[str, Any] = {}
    exec("def gone():\n    yield", namespace)
    layout(namespace["gone"].__code__)
    number = id(namespace["gone"].__code__)
    assert number in kept
    namespace.clear()
    assert number not in kept
