"""What can be suspended, what it is asked, and what only passes on."""

from collections.abc import AsyncGenerator, Generator
from typing import Any

import pytest

from gentools import Snapshot, chain, delegating, my_range, snapshot
from gentools._look.kinds import kind_of, passed_on_to


class Ready:
    """Awaits once, and may be told to do something then."""

    def __init__(self, act: Any = None) -> None:
        self.act = act

    def __await__(self) -> Generator[str, Any, Any]:
        try:
            yield "waiting"
        except KeyError:
            self.act()


async def waiting() -> None:
    await Ready()


async def numbers() -> AsyncGenerator[int, None]:
    await Ready()
    yield 1


@pytest.mark.parametrize(
    ("make", "name", "prefix"),
    [
        (lambda: my_range(0, 1), "generator", "GEN"),
        (waiting, "coroutine", "CORO"),
        (numbers, "async_generator", "AGEN"),
    ],
)
def test_a_kind_has_the_words_of_inspect(make: Any, name: str, prefix: str) -> None:
    made = make()
    kind = kind_of(made)
    assert kind is not None
    assert kind[:6] == (
        name,
        prefix,
        f"{prefix}_CREATED",
        f"{prefix}_RUNNING",
        f"{prefix}_SUSPENDED",
        f"{prefix}_CLOSED",
    )
    if name == "coroutine":
        made.close()


@pytest.mark.parametrize("value", [None, my_range, iter([]), object()])
def test_other_objects_are_of_no_kind(value: object) -> None:
    assert kind_of(value) is None


def test_an_async_generator_is_suspended_at_an_await_and_at_a_yield_but_not_elsewhere() -> None:
    generator: Any = numbers()
    kind = kind_of(generator)
    assert kind is not None
    told = [kind.suspended(generator)]
    step = generator.asend(None)
    step.send(None)
    told.append(kind.suspended(generator))
    with pytest.raises(StopIteration):
        step.send(None)
    told.append(kind.suspended(generator))
    with pytest.raises(StopIteration):
        generator.aclose().send(None)
    told.append(kind.suspended(generator))
    assert kind.frame(generator) is None
    assert told == [False, True, True, False]
    assert all(type(answer) is bool for answer in told)


def test_an_async_generator_runs_while_something_is_thrown_into_what_it_awaits() -> None:
    """Its frame stands where it was suspended then."""

    async def catching() -> AsyncGenerator[int, None]:
        await Ready(lambda: seen.append(snapshot(generator)))
        yield 1

    seen: list[Snapshot] = []
    generator: Any = catching()
    step = generator.asend(None)
    step.send(None)
    with pytest.raises(StopIteration):
        step.throw(KeyError)
    [inside] = seen
    assert inside.state == "AGEN_RUNNING"
    assert inside.caller is not None


@pytest.mark.parametrize(
    ("method", "arguments"), [("asend", [None]), ("athrow", [KeyError]), ("aclose", [])]
)
def test_what_an_async_generator_is_driven_by_passes_on_to_it(
    method: str, arguments: list[Any]
) -> None:
    generator = numbers()
    step = getattr(generator, method)(*arguments)
    assert passed_on_to(step) is generator
    step.close()


def test_an_anext_with_a_default_passes_on_to_the_anext_of_the_async_generator() -> None:
    async def asking() -> None:
        await anext(generator, None)

    generator = numbers()
    coroutine: Any = asking()
    coroutine.send(None)
    names = [link.name for link in chain(coroutine)]
    assert names == ["asking", "anext_awaitable", "async_generator_asend", "numbers", "__await__"]
    coroutine.close()


def test_the_iterator_of_a_coroutine_passes_on_to_it() -> None:
    class Waiting:
        def __await__(self) -> Generator[Any, Any, Any]:
            return waiting().__await__()

    async def outer() -> None:
        await Waiting()

    coroutine: Any = outer()
    coroutine.send(None)
    assert [link.name for link in chain(coroutine)][1:3] == ["coroutine_wrapper", "waiting"]
    coroutine.close()


def test_other_iterators_do_not_pass_on() -> None:
    assert passed_on_to(iter([1])) is None
    assert passed_on_to(map(int, delegating(my_range(0, 1)))) is None


def test_a_class_that_only_has_such_a_name_does_not_pass_on() -> None:
    generator = my_range(0, 1)

    class coroutine_wrapper:  # noqa: N801
        __slots__ = ("generator",)

        def __init__(self) -> None:
            self.generator = generator

        def __iter__(self) -> Any:
            return self

        def __next__(self) -> int:
            return 1

    outer: Any = delegating(coroutine_wrapper())  # type: ignore[arg-type]
    next(outer)
    assert [link.name for link in chain(outer)] == ["delegating", "coroutine_wrapper"]
