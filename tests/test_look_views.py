"""What is made of snapshots: differences, listings, and the blocks around a place."""

import linecache
import re
import sys
from collections.abc import AsyncIterator, Generator, Iterator
from dataclasses import replace
from typing import Any

import pytest

from gentools import chain, delegating, diff, disassemble, my_range, snapshot
from gentools._look.places import instructions


class Ready:
    def __await__(self) -> Generator[None, None, None]:
        yield


class Entered:
    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        pass

    async def __aenter__(self) -> None:
        pass

    async def __aexit__(self, *_: object) -> None:
        pass


async def once() -> AsyncIterator[int]:
    yield 1


def blocks(generator: Any) -> list[tuple[str, str]]:
    return [(block.kind, block.part) for block in snapshot(generator).enclosing or ()]


def all_blocks(generator: Any) -> list[list[tuple[str, str]]]:
    return [blocks(generator) for _ in generator]


def test_a_place_is_in_all_the_statements_around_it_outermost_first() -> None:
    def nested() -> Iterator[None]:
        with Entered():
            for _ in "a":
                if _:
                    yield
                else:
                    pass

    generator = nested()
    next(generator)
    assert blocks(generator) == [("with", "body"), ("for", "body")]
    lines = [block.lineno for block in snapshot(generator).enclosing or ()]
    first = nested.__code__.co_firstlineno
    assert lines == [first + 1, first + 2]


def test_the_parts_of_a_statement_are_told_apart() -> None:
    def parts() -> Iterator[None]:
        try:
            yield
            int("no")
        except ValueError:
            yield
        else:
            pass
        finally:
            yield
        try:
            pass
        except ValueError:
            pass
        else:
            yield
        for _ in ():
            break
        else:
            yield
        yield

    assert all_blocks(parts()) == [
        [("try", "body")],
        [("try", "except")],
        [("try", "finally")],
        [("try", "else")],
        [("for", "else")],
        [],
    ]


def test_what_stands_in_the_head_of_a_statement_is_not_inside_of_it() -> None:
    def heads() -> Generator[None, Any, None]:
        for _ in (yield) or ():
            pass
        with (yield) or Entered():
            pass

    assert all_blocks(heads()) == [[], []]


def test_a_function_inside_of_a_statement_is_not_inside_of_it() -> None:
    for _ in "a":

        def inner() -> Iterator[None]:
            yield

        assert all_blocks(inner()) == [[]]


def test_async_statements_have_their_own_names() -> None:
    async def waiting() -> None:
        async with Entered():
            async for _ in once():
                await Ready()

    coroutine = waiting()
    coroutine.send(None)
    assert blocks(coroutine) == [("async with", "body"), ("async for", "body")]
    coroutine.close()


def test_a_generator_expression_has_no_statements() -> None:
    generator = (number for number in "ab")
    next(generator)
    assert snapshot(generator).enclosing == ()
    whole = '(number for number in "ab")'
    assert snapshot(generator).expression == (whole if sys.version_info < (3, 12) else "number")


def test_text_is_cut_out_by_bytes_and_over_lines() -> None:
    source = "def words():\n    x = 'ä', (yield 'ö'\n      ), 'ü'\n"
    name = "<words of this test>"
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    namespace: dict[str, Any] = {}
    exec(compile(source, name, "exec"), namespace)
    generator = namespace["words"]()
    next(generator)
    assert snapshot(generator).expression == "yield 'ö'"
    assert snapshot(generator).enclosing == ()
    namespace["words"].__code__ = namespace["words"].__code__.replace(co_name="other")
    generator = namespace["words"]()
    next(generator)
    assert snapshot(generator).enclosing is None
    del linecache.cache[name]


def test_of_a_longer_file_than_there_is_no_text_is_told() -> None:
    name = "<shorter than it was>"
    namespace: dict[str, Any] = {}
    exec(compile("\n\ndef gone():\n    yield 1\n", name, "exec"), namespace)
    linecache.cache[name] = (1, None, ["x\n"], name)
    generator = namespace["gone"]()
    next(generator)
    assert snapshot(generator).expression is None
    del linecache.cache[name]


def test_differences_name_what_changed() -> None:
    def changing(argument: Any) -> Generator[Any, Any, None]:
        gone = same = 1
        print(same, (yield))
        del gone
        try:
            int("no")
        except ValueError:
            argument = [(yield), (yield)]
            print(argument, same)

    generator = changing(1)
    next(generator)
    before = snapshot(generator)
    next(generator)
    between = snapshot(generator)
    found = {(one.what, one.key, one.change) for one in diff(before, between)}
    assert found == {
        ("lineno", None, "changed"),
        ("instruction", None, "changed"),
        ("locals", "gone", "removed"),
        ("stack", 0, "removed"),
        ("stack", 1, "removed"),
        ("stack", 0, "added"),
        ("handling", None, "changed"),
    }
    removed = [one.key for one in diff(before, between) if one.change == "removed"]
    assert removed == ["gone", 1, 0]
    generator.send("sent")
    [instruction, pushed] = diff(between, snapshot(generator))
    assert (instruction.what, instruction.change) == ("instruction", "changed")
    assert (pushed.what, pushed.key, pushed.before, pushed.after) == ("stack", 1, None, "sent")


def test_what_leaves_the_stack_is_told_from_the_top() -> None:
    def leaving(first: object, second: object) -> Generator[str, None, None]:
        print(first, second, (yield "with three"), end="")
        yield "with none"

    first, second = object(), object()
    generator = leaving(first, second)
    next(generator)
    before = snapshot(generator)
    next(generator)
    after = snapshot(generator)
    found = [one for one in diff(before, after) if one.what == "stack"]
    assert [(one.key, one.change) for one in found] == [
        (2, "removed"),
        (1, "removed"),
        (0, "removed"),
    ]
    assert [one.before for one in found] == [second, first, print]
    assert [one.change for one in diff(after, before) if one.what == "stack"] == ["added"] * 3


def test_of_a_stack_that_is_not_known_no_difference_is_told() -> None:
    generator = my_range(0, 3)
    before = snapshot(generator)
    next(generator)
    after = replace(snapshot(generator), stack=None)
    assert "stack" not in {one.what for one in (*diff(before, after), *diff(after, before))}


def test_a_delegate_that_is_new_is_a_difference() -> None:
    inner = my_range(0, 1)
    outer = delegating(inner)
    before = snapshot(outer)
    next(outer)
    *_, last = diff(before, snapshot(outer))
    assert (last.what, last.before, last.after) == ("delegate", None, inner)


def test_nothing_is_said_of_a_stack_that_is_not_known() -> None:
    def looking() -> Iterator[Any]:
        yield [1, snapshot(generator), 2]

    generator = looking()
    [_, running, _] = next(generator)
    if running.stack is None:
        assert "stack" not in {one.what for one in diff(running, snapshot(generator))}


def test_there_is_no_difference_between_two_snapshots_of_one_moment() -> None:
    generator = my_range(0, 3)
    next(generator)
    assert diff(snapshot(generator), snapshot(generator)) == ()


def test_a_difference_is_told_in_one_line() -> None:
    def changing(total: Any) -> Generator[Any, Any, None]:
        print(total, [1, (yield)])
        del total
        other = [_Hostile(), (yield)]
        total = [2]
        yield other, total

    generator = changing(1)
    told = []
    after = snapshot(generator)
    for _ in range(3):
        next(generator)
        before, after = after, snapshot(generator)
        told += [str(one) for one in diff(before, after) if one.what != "instruction"]
    generator.close()
    told += map(str, diff(after, snapshot(generator)))
    line = changing.__code__.co_firstlineno
    assert told[:2] == ["state: GEN_CREATED -> GEN_SUSPENDED", f"lineno: {line} -> {line + 1}"]
    assert "stack 1: added 1" in told
    assert "locals total: removed 1" in told
    assert "stack 0: added <_Hostile>" in told
    assert "locals total: added [2]" in told
    assert f"lineno: {line + 5} -> None" in told
    assert told[-1].startswith("locals ")


class _Hostile:
    def __repr__(self) -> str:
        raise AssertionError("code of a class was run")

    __str__ = __format__ = __repr__  # type: ignore[assignment]


def test_the_instruction_of_a_difference_is_told_by_its_offset_and_name() -> None:
    numbers = my_range(0, 3)
    before = snapshot(numbers)
    next(numbers)
    seen = snapshot(numbers).instruction
    [told] = [str(one) for one in diff(before, snapshot(numbers)) if one.what == "instruction"]
    assert before.instruction is not None
    assert seen is not None
    start = f"{before.instruction.offset} RETURN_GENERATOR"
    assert told == f"instruction: {start} -> {seen.offset} YIELD_VALUE"


@pytest.mark.parametrize("given", [_Hostile(), my_range(0, 3), None])
def test_only_snapshots_have_differences(given: Any) -> None:
    seen = snapshot(my_range(0, 3))
    for pair in [(seen, given), (given, seen)]:
        with pytest.raises(TypeError, match=r"two snapshots, .* not [<N]"):
            diff(*pair)


def test_the_place_is_marked_among_the_instructions() -> None:
    generator = my_range(0, 3)
    next(generator)
    seen = snapshot(generator)
    lines = disassemble(generator).splitlines()
    assert disassemble(seen) == disassemble(generator)
    assert len(lines) == len(instructions(my_range.__code__))
    [marked] = [line for line in lines if " > " in line]
    assert seen.instruction is not None
    assert marked.split()[-2 if marked.split()[-1].isdigit() else -1] == "YIELD_VALUE"
    assert str(seen.instruction.offset) in marked.split()
    assert not any(" at 0x" in line for line in lines)


def test_a_closed_generator_has_no_mark_but_its_instructions() -> None:
    generator = my_range(0, 3)
    generator.close()
    assert " > " not in disassemble(generator)
    assert "YIELD_VALUE" in disassemble(generator)


def test_a_line_has_its_number_where_it_begins() -> None:
    def two() -> Iterator[int]:
        yield 1
        yield 2

    numbers = [line[:5].strip() for line in disassemble(two()).splitlines()]
    first = two.__code__.co_firstlineno
    assert [number for number in numbers if number][:3] == [
        str(first),
        str(first + 1),
        str(first + 2),
    ]


def test_what_has_no_instructions_is_refused() -> None:
    generator: Any = delegating(iter("ab"))  # type: ignore[arg-type]
    next(generator)
    with pytest.raises(TypeError, match="no instructions in str"):
        disassemble(chain(generator)[-1])


def test_constants_are_written_without_addresses_and_jumps_with_their_target() -> None:
    def holding(items: Any) -> Iterator[Any]:
        for item in items:
            yield (lambda it=item: it) if item else "a constant"

    shown = instructions(holding.__code__)
    constants = [one.argrepr for one in shown.values() if one.opname == "LOAD_CONST"]
    assert "'a constant'" in constants
    assert any(text.startswith("<code ") for text in constants)
    jumps = [one for one in shown.values() if one.opname == "JUMP_BACKWARD"]
    assert all(int(one.argrepr.removeprefix("to ")) in shown for one in jumps) and jumps


def test_an_argument_that_stands_for_nothing_else_is_its_number() -> None:
    def pairing(one: Any, two: Any) -> Iterator[Any]:
        yield one, two

    shown = [one for one in instructions(pairing.__code__).values() if one.opname == "BUILD_TUPLE"]
    assert [one.argrepr for one in shown] == ["2"]
    assert re.search(r"BUILD_TUPLE +2$", disassemble(pairing(1, 2)), re.MULTILINE)
    assert not re.search(r"RETURN_VALUE +\S", disassemble(pairing(1, 2)))


def test_a_constant_s_own_code_is_not_run() -> None:
    class Constant:
        def __repr__(self) -> str:
            raise RuntimeError

    def holding() -> Iterator[Any]:
        yield "replaced"

    code = holding.__code__
    constants = tuple(Constant() if const == "replaced" else const for const in code.co_consts)
    holding.__code__ = code.replace(co_consts=constants)
    assert "<Constant>" in disassemble(holding())


@pytest.mark.since(3, 12, reason="needs a comprehension without a function")
def test_an_await_in_a_comprehension_is_in_the_blocks_around_it() -> None:
    async def ready() -> Any:
        return await Ready()

    async def waiting() -> None:
        with Entered():
            print([type(Ready()) for _ in "a" if await ready() is None])

    coroutine = waiting()
    coroutine.send(None)
    assert blocks(coroutine) == [("with", "body")]
    coroutine.close()
