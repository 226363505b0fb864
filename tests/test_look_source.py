"""The text of the source at an instruction, where its columns are known and where they are not."""

from collections.abc import Generator
from types import CodeType, FunctionType
from typing import Any

from gentools import snapshot
from gentools._look.source import position


def waiting(argument: int) -> Generator[Any, Any, Any]:
    return [argument, (yield argument)]


def without_columns(code: CodeType) -> CodeType:
    """Return *code* as ``python -X no_debug_ranges`` compiles it, all of it in its first line."""
    table, units = b"", len(code.co_code) // 2
    while units:
        count = min(units, 8)
        table += bytes([0x80 | 13 << 3 | count - 1, 0])
        units -= count
    return code.replace(co_linetable=table)


def test_the_text_of_the_yield_is_told_where_its_columns_are_known() -> None:
    generator = waiting(1)
    next(generator)
    seen = snapshot(generator)
    assert seen.expression == "yield argument"
    assert seen.lineno == waiting.__code__.co_firstlineno + 1


def test_without_columns_there_is_no_text_but_a_line_and_a_stack() -> None:
    code = without_columns(waiting.__code__)
    assert position(code, 0)[:2] == (code.co_firstlineno, code.co_firstlineno)
    generator = FunctionType(code, globals())(1)
    next(generator)
    seen = snapshot(generator)
    assert seen.expression is None
    assert (seen.lineno, seen.stack) == (code.co_firstlineno, (1,))
    assert str(seen).splitlines()[1].startswith(f"{code.co_firstlineno} | def waiting")
