"""What tells whether a snapshot still holds: it may say no too often, but never yes wrongly."""

import gc
import sys
import types
from collections.abc import Callable, Generator
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from gentools import Snapshot, delegating, echo, my_range, snapshot
from gentools._look.memory import memory
from gentools._look.unchanged import is_unchanged
from tests.watch_programs import Program, names_of, programs, seen_aside


def started(generator: Any) -> Any:
    next(generator)
    return generator


def shown(taken: Snapshot) -> list[Any]:
    """Return all that the snapshots of a chain show, objects by identity."""
    return [
        (
            [link.kind, link.name, link.qualname, link.code, link.state, link.lineno, link.exact],
            [link.instruction, id(link.delegate), id(link.handling), link.caller],
            [(name, id(value)) for name, value in link.locals.items()],
            [(name, id(cell)) for name, cell in link.cells.items()],
            link.stack and [id(value) for value in link.stack],
        )
        for link in taken.chain
    ]


def suspended_on_a_stack() -> Generator[None, None, list[Any]]:
    return ["below", (yield)]


def delegating_to_a_list() -> Generator[int, None, None]:
    yield from [1, 2]


@types.coroutine
def awaitable() -> Generator[None, None, None]:
    yield


async def awaiting() -> None:
    await awaitable()


async def passing() -> None:
    _item = None
    async for _item in asynchronous():
        break


async def asynchronous() -> Any:
    await awaitable()
    yield


@pytest.mark.parametrize(
    "make",
    [
        lambda: my_range(0, 3),
        suspended_on_a_stack,
        delegating_to_a_list,
        lambda: delegating(delegating(my_range(0, 3))),
    ],
)
def test_what_nobody_resumed_is_unchanged(make: Callable[[], Any]) -> None:
    generator = started(make())
    assert is_unchanged(generator, snapshot(generator))


@pytest.mark.parametrize("make", [awaiting, passing])
def test_a_coroutine_that_nobody_resumed_is_unchanged(make: Callable[[], Any]) -> None:
    coroutine = make()
    coroutine.send(None)
    assert is_unchanged(coroutine, snapshot(coroutine))
    coroutine.close()


def test_it_stands_elsewhere() -> None:
    def twice() -> Generator[None, None, None]:
        yield
        yield

    generator = started(twice())
    last = snapshot(generator)
    next(generator)
    assert not is_unchanged(generator, last)


def test_a_variable_has_another_value() -> None:
    generator = started(my_range(0, 3))
    last = snapshot(generator)
    next(generator)
    assert not is_unchanged(generator, last)


def test_another_object_is_on_the_stack() -> None:
    def stacking() -> Generator[None, None, None]:
        while [object(), (yield)]:
            pass

    generator = started(stacking())
    last = snapshot(generator)
    next(generator)
    assert not is_unchanged(generator, last)


def test_the_value_has_moved_to_another_variable() -> None:
    def moving(first: object) -> Generator[None, None, None]:
        second: object
        while True:
            yield
            second = first
            del first
            assert second

    generator = started(moving(object()))
    last = snapshot(generator)
    next(generator)
    assert not is_unchanged(generator, last)


def test_a_delegate_was_resumed_behind_its_back() -> None:
    inner = my_range(0, 3)
    outer = started(delegating(inner))
    last = snapshot(outer)
    next(inner)
    assert not is_unchanged(outer, last)


def test_a_name_was_given() -> None:
    for name in ("__name__", "__qualname__"):
        generator = started(my_range(0, 3))
        last = snapshot(generator)
        setattr(generator, name, "another")
        assert not is_unchanged(generator, last)


def test_a_snapshot_without_those_of_its_delegates_does_not_hold() -> None:
    outer = started(delegating(my_range(0, 3)))
    last = snapshot(outer)
    assert is_unchanged(outer, last)
    assert not is_unchanged(outer, replace(last, _below=None))


def test_a_delegate_has_another_class() -> None:
    class One:
        def __iter__(self) -> "One":
            return self

        def __next__(self) -> int:
            return 1

    class Other(One):
        pass

    delegate: Any = One()
    generator = started(delegating(delegate))
    last = snapshot(generator)
    assert is_unchanged(generator, last)
    delegate.__class__ = Other
    assert not is_unchanged(generator, last)


def test_it_was_closed() -> None:
    generator = started(echo())
    last = snapshot(generator)
    generator.close()
    assert not is_unchanged(generator, last)


def test_of_what_is_not_suspended_it_is_not_said() -> None:
    def looking() -> Generator[Any, None, None]:
        last = snapshot(generator)
        yield last, is_unchanged(generator, last)

    generator = looking()
    assert not is_unchanged(generator, snapshot(generator))
    assert not next(generator)[1]


class Looking:
    """A delegate that looks when it's thrown into: then a frame runs where it was suspended."""

    def __init__(self, look: Callable[[], Any]) -> None:
        self.look = look

    def __iter__(self) -> "Looking":
        return self

    def __next__(self) -> None:
        return None

    def throw(self, exception: object) -> Any:
        return self.look()


def test_a_snapshot_of_when_it_ran_does_not_hold_where_it_is_suspended() -> None:
    delegate: Any = Looking(lambda: snapshot(outer))
    outer: Any = started(delegating(delegate))
    assert not is_unchanged(outer, outer.throw(ValueError))


def test_a_snapshot_with_another_state_does_not_hold() -> None:
    generator = started(my_range(0, 3))
    assert not is_unchanged(generator, replace(snapshot(generator), state="GEN_RUNNING"))


def test_a_snapshot_of_when_it_was_suspended_does_not_hold_while_it_runs() -> None:
    delegate: Any = Looking(lambda: is_unchanged(outer, last))
    outer: Any = started(delegating(delegate))
    last = snapshot(outer)
    assert not outer.throw(ValueError)


def test_it_was_resumed_while_its_memory_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def twice() -> Generator[None, None, None]:
        yield
        yield

    def memory_of(obj: Any, code: Any) -> Any:
        seen = memory(obj, code)
        next(obj)
        return seen

    generator = started(twice())
    last = snapshot(generator)
    monkeypatch.setattr("gentools._look.unchanged.memory", memory_of)
    assert not is_unchanged(generator, last)


def test_a_shared_variable_has_another_value_in_the_same_cell() -> None:
    def sharing() -> Generator[Any, None, None]:
        shared: Any = None
        shared = (lambda: shared).__closure__[0]  # type: ignore[index]
        yield shared

    generator = sharing()
    cell = next(generator)
    last = snapshot(generator)
    cell.cell_contents = 5
    assert not is_unchanged(generator, last)


def sharing() -> Generator[Any, None, None]:
    shared = 1
    yield lambda: shared


def not_yet_bound() -> Generator[None, None, None]:
    yield
    late = 1
    print(late)


def handling() -> Generator[None, None, None]:
    try:
        raise ValueError  # noqa: TRY301
    except ValueError:
        yield


def after_handling() -> Generator[None, None, None]:
    with suppress(ValueError):
        raise ValueError
    yield


def about_to_call_a_method() -> Generator[None, None, None]:
    list[None]().append((yield))


@pytest.mark.parametrize(
    "make", [sharing, not_yet_bound, handling, after_handling, about_to_call_a_method]
)
def test_it_is_said_of_what_a_frame_has_to_be_asked_for(make: Callable[[], Any]) -> None:
    generator = started(make())
    assert is_unchanged(generator, snapshot(generator))


def test_a_none_left_by_an_exception_stands_where_a_variable_was() -> None:
    def losing() -> Generator[None, None, None]:
        kept, lost = object(), None
        while kept:
            yield
            del lost
            with suppress(ValueError):
                raise ValueError

    generator = started(losing())
    last = snapshot(generator)
    next(generator)
    assert not is_unchanged(generator, last)
    assert list(snapshot(generator).locals) == ["kept"]


def test_it_is_not_said_where_the_stack_is_not_known() -> None:
    generator = started(my_range(0, 3))
    last = snapshot(generator)
    assert not is_unchanged(generator, replace(last, stack=None, _memory=None))


@settings(max_examples=20 if sys.platform == "emscripten" else 200)
@given(programs)
def test_a_snapshot_that_is_said_to_hold_shows_what_another_one_does(program: Program) -> None:
    with seen_aside([]):
        assert not differing(names_of(program))
        gc.collect()


def differing(names: dict[str, Any]) -> list[Snapshot]:
    """Return the snapshots that were said to hold, though another one showed something else."""
    different: list[Snapshot] = []
    generator = names["program"]()
    names["subjects"].extend([generator, generator])
    taken: list[Snapshot] = []
    with suppress(BaseException):
        for _ in range(8):
            now = snapshot(generator)
            held = [last for last in taken if is_unchanged(generator, last)]
            different += [last for last in held if shown(last) != shown(now)]
            taken.append(now)
            next(generator)
    return different
