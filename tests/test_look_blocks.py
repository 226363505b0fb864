"""The blocks around a place, where the source is that of a module, or is not what it was."""

import ast
import linecache
from collections.abc import Generator, Iterator
from typing import Any

import pytest

from gentools import snapshot


class Ready:
    def __await__(self) -> Generator[None, None, None]:
        yield


@pytest.fixture
def source_of() -> Iterator[Any]:
    """Return what makes `linecache` know a text by a name, until the test is over."""
    names: list[str] = []

    def know(name: str, text: str) -> None:
        names.append(name)
        linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)

    yield know
    for name in names:
        del linecache.cache[name]


def test_the_blocks_of_a_module_with_a_top_level_await_are_told(source_of: Any) -> None:
    text = "for turn in (1, 2):\n    try:\n        await ready\n    finally:\n        pass\n"
    source_of("<a cell>", text)
    code = compile(text, "<a cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    coroutine = eval(code, {"ready": Ready()})
    coroutine.send(None)
    seen = snapshot(coroutine)
    coroutine.close()
    assert seen.enclosing is not None
    assert [(block.kind, block.lineno) for block in seen.enclosing] == [("for", 1), ("try", 2)]


def test_in_source_that_is_no_python_any_more_there_are_no_blocks(source_of: Any) -> None:
    text = "def looping():\n    for item in 'ab':\n        yield item\n"
    source_of("<changed>", text.replace("def looping():", "def looping("))
    namespace: dict[str, Any] = {}
    exec(compile(text, "<changed>", "exec"), namespace)
    generator = namespace["looping"]()
    next(generator)
    assert snapshot(generator).enclosing is None
