"""Reusable generators as values, compositions as methods, and the order in which pipes close."""

import copy
import inspect
import pickle
import sys
import weakref
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gentools import (
    Generable,
    GeneratorCallable,
    compose,
    irelay,
    map_yield,
    oneyield,
    relay,
    reusable,
)
from gentools.utils import CallableAsMethod


@reusable
def every_kind(a: int, b: int = 2, /, c: int = 3, *d: int, e: int = 5, **f: int) -> Iterator[Any]:
    yield a, b, c, d, e, f


@reusable
def listing(items: list[Any]) -> Iterator[Any]:
    yield from items


class Longer(every_kind):  # type: ignore[misc,valid-type]
    """A subclass."""


class Unhashable:
    __hash__ = None  # type: ignore[assignment]

    def __call__(self) -> None: ...


def length(text: str) -> int:
    return len(text)


NUMBERS = st.integers(2, 5)


@given(
    st.lists(NUMBERS, min_size=1),
    st.sets(st.sampled_from("cefx")).flatmap(
        lambda names: st.fixed_dictionaries(dict.fromkeys(sorted(names), NUMBERS))
    ),
)
def test_copies_of_all_sorts_make_the_same_call(args: list[int], kwargs: dict[str, int]) -> None:
    if len(args) > 2:
        kwargs.pop("c", None)
    plan = every_kind(*args, **kwargs)
    copies = [
        pickle.loads(pickle.dumps(plan)),
        copy.copy(plan),
        copy.deepcopy(plan),
        plan.replace(),
        eval(repr(plan).split("(", 1)[0])(*args, **kwargs),
    ]
    for again in copies:
        assert again == plan
        assert hash(again) == hash(plan)
        assert list(again) == list(plan)


@given(st.lists(NUMBERS, max_size=3), NUMBERS)
def test_replace_changes_one_argument(extra: list[int], number: int) -> None:
    plan = every_kind(1, 2, 3, *extra, x=4)
    assert [(number, 2, 3, (*extra,), 5, {"x": 4})] == list(plan.replace(a=number))
    assert [(1, 2, 3, (*extra,), number, {"x": 4})] == list(plan.replace(e=number))
    assert [(1, 2, 3, (number,), 5, {"y": 1})] == list(plan.replace(d=[number], f={"y": 1}))


def test_a_default_before_an_argument_without_name_is_copied_too() -> None:
    @reusable
    def two(a: int = 1, b: int = 2, /) -> Iterator[int]:
        yield a
        yield b

    assert list(copy.copy(two(1, 5))) == [1, 5]


def test_what_only_equals_a_default_is_copied_too() -> None:
    assert repr(copy.copy(every_kind(1, 2.0))) == repr(every_kind(1, 2.0))  # type: ignore[arg-type]


def test_a_name_of_a_positional_only_parameter_can_be_collected_too() -> None:
    plan = every_kind(1, a=4).replace(f={"b": 6})
    assert list(plan) == [(1, 2, 3, (), 5, {"b": 6})]


def test_two_functions_make_two_kinds_of_value() -> None:
    def numbers(a: int) -> Iterator[int]:
        yield a

    assert reusable(numbers)(1) != reusable(numbers)(1)
    assert every_kind(1) != (1,)


def test_an_object_of_a_subclass_is_a_value_of_the_class() -> None:
    assert every_kind(1) == Longer(1)
    assert Longer(1) == every_kind(1)
    assert type(Longer(1).replace(a=2)) is Longer
    assert pickle.loads(pickle.dumps(Longer(1))) == Longer(1)
    assert repr(Longer(1)).startswith("Longer(a=1, b=2,")


def test_arguments_are_read_only_and_dir_has_them() -> None:
    plan: Any = every_kind(1)
    assert {"a", "b", "c", "d", "e", "f", "replace"} <= {*dir(plan)}
    with pytest.raises(AttributeError):
        plan.a = 2
    with pytest.raises(AttributeError):
        del plan.a
    with pytest.raises(AttributeError):
        plan.z  # noqa: B018
    assert weakref.ref(plan)() is plan


def test_a_value_that_holds_itself_has_a_repr_and_copies() -> None:
    items: list[Any] = []
    plan = listing(items)
    items.append(plan)
    assert repr(plan) == "listing(items=[...])"
    twin = copy.deepcopy(plan)
    assert next(iter(twin)) is twin


def test_a_base_has_nothing_to_iterate_over() -> None:
    class Empty(Generable[int, None, None]):
        def __iter__(self) -> Generator[int, None, None]:  # noqa: PYI058
            return super().__iter__()  # type: ignore[safe-super]

    with pytest.raises(NotImplementedError):
        iter(Empty())


def test_a_composition_whose_module_is_gone_is_pickled_by_its_functions() -> None:
    mapped = compose(str, length)
    mapped.__module__ = "not there"
    assert pickle.loads(pickle.dumps(mapped)) == mapped


def test_a_composition_is_equal_to_another_of_a_subclass() -> None:
    class Special(compose[..., Any]):
        pass

    assert Special(str, length) == compose(str, length)
    assert hash(Special(str)) == hash(compose(str))
    assert compose(str, length) != compose(length, str)
    assert compose(str).__eq__(str) is NotImplemented
    with pytest.raises(TypeError, match="unhashable"):
        hash(compose(Unhashable()))


class Doubled(compose[..., Any]):
    def __init__(self, func: Any) -> None:
        super().__init__(func, func)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_copy_of_a_composition_keeps_its_class_and_attributes(protocol: int) -> None:
    doubled: Any = Doubled(str)
    doubled.note = "kept"
    copies: list[Any] = [copy.copy(doubled), pickle.loads(pickle.dumps(doubled, protocol))]
    for again in copies:
        assert again == doubled
        assert again.note == "kept"
        assert again(3) == "3"
        assert type(again) is Doubled


def test_a_callable_as_method_binds_as_a_function_does() -> None:
    class Pair(CallableAsMethod):
        def __call__(self, *args: object) -> object:
            return args

    pair = Pair()
    assert pair.__get__(None) is pair.__get__(None, int) is pair
    assert pair.__get__(3)(4) == (3, 4)


def test_what_a_reusable_generator_wraps_is_not_bound() -> None:
    assert every_kind(1).__wrapped__ is every_kind.__wrapped__


def test_a_bare_generator_callable_takes_any_arguments_and_makes_nothing() -> None:
    bare: Any = GeneratorCallable()
    with pytest.raises(NotImplementedError):
        bare(1, self=2)


def test_identity_takes_one_argument() -> None:
    same: Any = compose()
    assert same(obj=3) == 3
    with pytest.raises(TypeError):
        same(1, 2)


def test_what_oneyield_calls_may_raise() -> None:
    with pytest.raises(ZeroDivisionError):
        next(oneyield(lambda: 1 // 0)())
    with pytest.raises(RuntimeError, match="raised StopIteration"):
        next(oneyield(lambda: next(iter(())))())
    asking = oneyield(length)("abc")
    assert next(asking) == 3
    with pytest.raises(KeyError):
        asking.throw(KeyError())
    asking = oneyield(length)("abc")
    next(asking)
    asking.close()
    assert inspect.getgeneratorstate(asking) == inspect.GEN_CLOSED


def noting(log: list[str], name: str) -> Any:
    def relayed(item: object) -> Generator[Any, Any, Any]:
        try:
            answer = yield f"{name}({item})"
        finally:
            log.append(name)
        return f"{name}({answer})"

    return relayed


def test_relays_are_closed_from_the_caller_to_the_source() -> None:
    log: list[str] = []
    source = noting(log, "source")
    for pipe in (
        irelay(irelay(source(1), noting(log, "a")), noting(log, "b")),
        relay(noting(log, "a"), noting(log, "b"))(source)(1),
        relay(noting(log, "b"))(relay(noting(log, "a"))(source))(1),
    ):
        assert next(pipe) == "b(a(source(1)))"
        pipe.close()
        assert log == ["b", "a", "source"]
        log.clear()


def test_a_reusable_class_can_be_the_relay() -> None:
    assert list(irelay([[1, 2], [3]], listing)) == [1, 2, 3]


def test_a_failing_relay_is_the_business_of_the_source() -> None:
    def asking() -> Iterator[int]:
        for divisor in (0, 1):
            try:
                yield divisor
            except ZeroDivisionError:
                log.append(divisor)

    log: list[int] = []
    assert list(irelay(asking(), lambda item: [6 // item])) == [6]
    assert log == [0]
    with pytest.raises(TypeError, match="not iterable"):
        list(irelay(asking(), int))  # type: ignore[arg-type]


def test_static_and_class_methods_go_on_top() -> None:
    class Shelf:
        books = ("x", "y")

        @staticmethod
        @map_yield(str.upper)
        def named(book: str) -> Iterator[str]:
            yield book

        @classmethod
        @oneyield
        def count(cls) -> int:
            return len(cls.books)

    shelf: Any = Shelf()
    assert list(shelf.named("x")) == list(type(shelf).named("x")) == ["X"]
    assert list(shelf.count()) == list(type(shelf).count()) == [2]


def test_names_in_annotations_may_be_defined_later() -> None:
    names: dict[str, Any] = {}
    # Since Python 3.14 they need no quotes for that.
    unknown = "Unknown" if sys.version_info >= (3, 14) else "'Unknown'"
    exec(f"def later(item: {unknown}) -> {unknown}: yield item", names)
    assert list(reusable(names["later"])(1)) == [1]
    assert len(list(oneyield(names["later"])(1))) == 1
    assert [*inspect.signature(compose(str, names["later"])).parameters] == ["item"]
