"""What a generator refers to is told only where it is known how it is laid out."""

import ast
import gc
import importlib.util
import sys
import types
from collections.abc import AsyncIterator, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

import gentools._look.memory
from gentools import my_range, snapshot
from gentools._look.memory import bound_variables, is_full, memory, variables
from gentools._look.spots import spots


def started(generator: Any) -> Any:
    next(generator)
    return generator


def loaded_again() -> ModuleType:
    """Return another copy of the module, as it is where it is loaded now."""
    real = gentools._look.memory
    spec = importlib.util.spec_from_file_location(real.__name__, real.__file__)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_memory_is_told_where_it_is_known_how() -> None:
    generator = started(my_range(0, 3))
    referents, start = loaded_again().memory(generator, my_range.__code__)
    assert generator.gi_frame is not None
    assert referents[start:] == [0, 3, 0]


@pytest.mark.parametrize("version", [(3, 11, 0, "final", 0), (3, 15, 9, "final", 0)])
def test_memory_is_told_on_the_oldest_and_the_newest_version_that_are_known(
    version: tuple[object, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = started(my_range(0, 3))
    monkeypatch.setattr(sys, "version_info", version)
    referents, start = loaded_again().memory(generator, my_range.__code__)
    monkeypatch.undo()
    assert start and referents[start:] == [0, 3, 0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("implementation", SimpleNamespace(**{**vars(sys.implementation), "name": "another"})),
        ("version_info", (3, 10, 9, "final", 0)),
        ("version_info", (3, 16, 0, "alpha", 1)),
        ("version", f"{sys.version} experimental free-threading build"),
    ],
)
def test_nothing_is_told_of_the_memory_of_another_interpreter(
    name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = started(my_range(0, 3))
    monkeypatch.setattr(sys, name, value)
    referents, start = loaded_again().memory(generator, my_range.__code__)
    monkeypatch.undo()
    assert start == 0
    assert referents == gc.get_referents(generator)


def test_what_is_where_it_is_in_nearly_all_generators_is_not_searched_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    generator = started(my_range(0, 3))
    code = generator.gi_frame.f_code
    monkeypatch.delattr("gentools._look.memory._start")
    for _ in range(2):
        referents, start = memory(generator, code)
        assert referents[start:] == [0, 3, 0]
        assert generator.gi_frame.f_locals  # up to 3.12 the frame has a dictionary from now on


def test_the_hook_of_an_async_generator_is_not_taken_for_its_function() -> None:
    async def repeating(value: str) -> AsyncIterator[str]:
        yield value

    def hook(_: object) -> None: ...

    before = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(finalizer=hook)
    try:
        generator: Any = repeating("a value")
        with pytest.raises(StopIteration):
            generator.asend(None).send(None)
    finally:
        sys.set_asyncgen_hooks(*before)
    for _ in range(2):
        referents, start = memory(generator, generator.ag_frame.f_code)
        assert referents[0] is hook
        assert referents[start:] == ["a value"]
        assert generator.ag_frame.f_locals  # up to 3.12 the frame has a dictionary from now on


def test_a_frame_of_which_nothing_is_known_is_not_full() -> None:
    generator = started(my_range(0, 3))
    frame = generator.gi_frame
    spot = spots(frame.f_code).suspended(frame.f_lasti)
    assert is_full(memory(generator, frame.f_code), spot)
    assert not is_full(([0, 3, 0], 0), spot)


@pytest.mark.up_to(3, 12, reason="since 3.13 there is no dictionary")
def test_where_memory_is_not_known_the_dictionary_of_a_frame_is_left_alone() -> None:
    generator = started(my_range(0, 3))
    frame = generator.gi_frame
    spot = spots(frame.f_code).suspended(frame.f_lasti)
    shown = frame.f_locals
    assert bound_variables(frame, spot, (gc.get_referents(generator), 0)) == shown
    assert shown == {"start": 0, "end": 3, "index": 0}


def test_variables_are_in_the_order_of_memory_whenever_they_were_seen_before() -> None:
    def counting(hurry: bool) -> Iterator[object]:
        if hurry:
            early = 1
        late = 2
        yield late
        early = late
        yield early

    generator = started(counting(False))
    assert list(generator.gi_frame.f_locals) == ["hurry", "late"]
    next(generator)
    assert list(snapshot(generator).locals) == ["hurry", "early", "late"]


def test_of_variables_nothing_is_told_where_memory_is_not_known() -> None:
    generator = started(my_range(0, 3))
    frame = generator.gi_frame
    spot = spots(frame.f_code).suspended(frame.f_lasti)
    bound = dict(frame.f_locals)
    referents, start = memory(generator, frame.f_code)
    assert [found.locals for found in variables(spot, bound, (referents, start))] == [bound]
    assert [*variables(spot, bound, (referents, 0))] == []


def test_a_value_that_is_not_where_the_layout_puts_it_is_taken_for_nothing() -> None:
    generator = started(my_range(0, 3))
    frame = generator.gi_frame
    spot = spots(frame.f_code).suspended(frame.f_lasti)
    other = {**frame.f_locals, "end": object()}
    assert [*variables(spot, other, memory(generator, frame.f_code))] == []


def test_a_free_variable_is_in_the_cell_of_the_function_and_no_other() -> None:
    outer = "outer"

    def sharing() -> Iterator[str]:
        yield outer

    generator: Any = started(sharing())
    frame = generator.gi_frame
    spot = spots(frame.f_code).suspended(frame.f_lasti)
    bound = dict(frame.f_locals)
    referents, start = memory(generator, frame.f_code)
    [found] = variables(spot, bound, (referents, start))
    assert found.cells["outer"] is referents[start]
    another_cell = [*referents[:start], _cell("outer")]
    assert [*variables(spot, bound, (another_cell, start))] == []
    no_cell = [*referents[:start], "outer"]
    assert [*variables(spot, bound, (no_cell, start))] == []


def test_a_variable_of_its_own_that_others_use_is_in_a_cell() -> None:
    def sharing() -> Iterator[object]:
        own = "own"
        yield lambda: own

    generator: Any = started(sharing())
    frame = generator.gi_frame
    spot = spots(frame.f_code).suspended(frame.f_lasti)
    bound = dict(frame.f_locals)
    referents, start = memory(generator, frame.f_code)
    assert [*variables(spot, bound, (referents, start))] != []
    no_cell = [*referents[:start], "own", *referents[start + 1 :]]
    assert [*variables(spot, bound, (no_cell, start))] == []


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
def test_a_namespace_that_is_no_dictionary_is_not_asked_for_what_it_has() -> None:
    class Namespace:
        def __getitem__(self, name: str) -> object:
            asked.append(name)
            return values[name]

        def keys(self) -> object:
            asked.append("keys")
            return values.keys()

    async def waiting() -> None:
        await _once()

    asked: list[str] = []
    values: dict[str, object] = {"ready": waiting(), "other": 5}
    text = "[await ready for number in [7]]"
    code = compile(text, "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    coroutine = eval(code, {}, Namespace())  # type: ignore[arg-type]
    coroutine.send(None)
    assert asked == ["ready"]
    seen = snapshot(coroutine)
    assert asked == ["ready"]
    assert "other" not in seen.locals
    assert (seen.stack is None) == (sys.version_info < (3, 13))
    coroutine.close()


@types.coroutine
def _once() -> Iterator[None]:
    yield


def _cell(value: str) -> Any:
    return (lambda: value).__closure__[0]  # type: ignore[index]
