"""What gentools 1.2.2 did wrong, and the pipes do right; D1 to D20 number its defects."""

import contextlib
import copy
import functools
import gc
import inspect
import pickle
import re
import subprocess
import sys
import typing
import warnings
import weakref
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from traceback import extract_tb
from types import SimpleNamespace
from typing import Any

import pytest

import gentools
from gentools import (
    Generable,
    GeneratorCallable,
    ReusableGenerator,
    compose,
    imap_return,
    imap_send,
    imap_yield,
    irelay,
    map_return,
    map_send,
    map_yield,
    oneyield,
    relay,
    reusable,
    sendreturn,
)

PIPES: dict[str, Callable[[Any], Generator[Any, Any, Any]]] = {
    "imap_yield": lambda gen: imap_yield(lambda item: item, gen),
    "imap_send": lambda gen: imap_send(lambda value: value, gen),
    "imap_return": lambda gen: imap_return(lambda value: value, gen),
    "irelay": lambda gen: irelay(gen, passing),
}


def passing(item: Any) -> Generator[Any, Any, Any]:
    return (yield item)


every_pipe = pytest.mark.parametrize("pipe", PIPES.values(), ids=PIPES)


def adding(total: int = 0) -> Generator[int, int, int]:
    """Yield a total."""
    while total < 10:
        total += yield total
    return total


def length(text: str) -> int:
    """Count the characters."""
    return len(text)


def shouted(text: str) -> str:
    return text.upper()


@reusable
def ladder(start: int, stop: int = 6, *extra: int, step: int = 2, **labels: int) -> Any:
    """Climb."""
    yield from range(start, stop, step)
    yield from extra
    return labels


@map_yield(str)
def texts(start: int) -> Iterator[int]:
    """Yield one text."""
    yield start


@oneyield
def question(about: str, *, mark: str = "?") -> str:
    """Ask once."""
    return about + mark


shout = compose(shouted, str)


@reusable
def by_key(item: int, key: Callable[[int], int] = lambda item: -item) -> Iterator[int]:
    yield key(item)


class Unsigned:
    """Can be called, and has no signature."""

    __signature__ = 5

    def __call__(self, number: int) -> str:
        return "x" * number


class Form:
    @oneyield
    def field(self, name: str) -> str:
        """Ask for a field."""
        return name

    @map_yield(str)
    def numbers(self) -> Iterator[int]:
        yield 1


def test_a_star_import_brings_the_fifteen_names_and_no_module() -> None:  # D1
    names: dict[str, Any] = {}
    exec("import types; from gentools import *", names)
    assert names["types"].__name__ == "types"
    fifteen = {*gentools.core.__all__, *gentools.types.__all__}
    assert len(fifteen) == 15
    assert fifteen <= names.keys()
    assert not {"core", "utils"} & names.keys()


def test_the_modules_of_1_2_2_have_the_same_objects() -> None:
    for name in gentools.core.__all__:
        assert getattr(gentools.core, name) is getattr(gentools, name)
    for name in gentools.types.__all__:
        assert getattr(gentools.types, name) is getattr(gentools, name)
    assert gentools.utils.compose is compose
    assert {*gentools.utils.__all__} == {"CallableAsMethod", "compose", "identity"}
    assert all(hasattr(gentools.utils, name) for name in gentools.utils.__all__)
    assert "core" in dir(gentools)
    assert {*gentools.types.__all__} <= {*dir(gentools.types)}
    with pytest.raises(AttributeError, match="module 'gentools' has no attribute 'py2_compatible'"):
        gentools.py2_compatible  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.posix
def test_the_package_needs_no_metadata_to_be_imported() -> None:  # D2
    root = Path(gentools.__file__).parent.parent
    program = (
        f"import sys; sys.path.insert(0, {str(root)!r}); import gentools\n"
        "loaded = {'importlib.metadata', 'inspect', 'typing'} & set(sys.modules)\n"
        "from gentools import core, imap_yield, map_yield, oneyield\n"
        "print(loaded, 'inspect' in sys.modules, gentools.__version__)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"set() False {gentools.__version__}\n"


def test_sendreturn_keeps_what_was_yielded_instead() -> None:  # D3
    total = adding()
    next(total)
    with pytest.raises(RuntimeError, match="did not return") as caught:
        sendreturn(total, 1)
    assert caught.type is RuntimeError
    assert vars(caught.value) == {"item": 1}
    assert caught.value.__context__ is None
    assert sendreturn(total, 9) == 10


def test_sendreturn_says_that_a_finished_generator_gives_none() -> None:  # D4
    total: Generator[int, int | None, int] = adding(10)  # type: ignore[assignment]
    assert sendreturn(total, None) == 10
    assert sendreturn(total, 3) is None
    assert "finished already gives" in (sendreturn.__doc__ or "")


def test_oneyield_checks_arguments_at_the_call_and_calls_later() -> None:  # D5
    calls: list[int] = []
    asking = oneyield(calls.append)
    with pytest.raises(TypeError):
        asking()  # type: ignore[call-arg]
    generator = asking(3)
    assert calls == []
    next(generator)
    assert calls == [3]


def test_oneyield_takes_a_function_that_has_no_signature() -> None:
    assert list(oneyield(max)(3, 4)) == [4]


@pytest.mark.parametrize(
    ("wrapper", "name", "doc"),
    [
        (texts, "texts", "Yield one text."),
        (question, "question", "Ask once."),
        (compose(str, length), "length", "Count the characters."),
        (Form.field, "Form.field", "Ask for a field."),
    ],
)
def test_wrappers_have_the_names_of_the_function(wrapper: Any, name: str, doc: str) -> None:  # D6
    assert wrapper.__qualname__ == name
    assert wrapper.__name__ == name.rpartition(".")[2]
    assert wrapper.__module__ == __name__
    assert wrapper.__doc__ == doc
    assert inspect.getdoc(wrapper) == doc


@pytest.mark.parametrize(
    ("expected", "wrapper"),
    [
        ("compose(str, length)", compose(str, length)),
        ("compose(compose(str), str.upper)", compose(compose(str), str.upper)),
        ("compose()", compose()),
        ("map_yield(str, length)", map_yield(str, length)),
        ("compose(partial(imap_yield, str), texts)", texts),
        ("compose(partial(irelay, thru=list), adding)", relay(list)(adding)),
        ("oneyield(question)", question),
    ],
)
def test_wrappers_have_a_readable_repr(expected: str, wrapper: object) -> None:  # D6
    assert repr(wrapper) == expected


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_wrappers_are_pickled_by_name_or_by_their_functions(protocol: int) -> None:  # D6
    for named in (texts, question, ladder, Form.field, Form.numbers):
        assert pickle.loads(pickle.dumps(named, protocol)) is named
    assert copy.copy(texts) is texts
    twin = compose(*shout.funcs)
    vars(twin).update(__module__=__name__, __qualname__="shout")  # where another one is
    again = pickle.loads(pickle.dumps(twin, protocol))
    assert again == twin and again is not shout
    unnamed = compose(str, length)
    again = pickle.loads(pickle.dumps(unnamed, protocol))
    assert again == unnamed and again is not unnamed
    mapped = map_yield(hex)(adding)
    assert list(pickle.loads(pickle.dumps(oneyield(length), protocol))("abc")) == [3]
    assert repr(pickle.loads(pickle.dumps(mapped, protocol))) == repr(mapped)


def test_oneyield_is_a_method_in_a_class_body() -> None:  # D6
    assert next(Form().field("x")) == "x"
    assert list(Form().numbers()) == ["1"]
    assert isinstance(Form.field, oneyield)


def test_the_signature_of_a_composition_is_of_both_ends() -> None:  # D7
    assert str(inspect.signature(compose(shouted, length))) == "(text: str) -> str"
    assert str(inspect.signature(compose(len, length))) == "(text: str)"
    assert str(inspect.signature(compose(shouted, str.upper))) == "(self, /) -> str"
    assert str(inspect.signature(compose(Unsigned(), length))) == "(text: str)"
    assert inspect.signature(compose(length)) == inspect.signature(length)
    assert inspect.signature(compose()) == inspect.signature(gentools.utils.identity)
    assert inspect.signature(texts) == inspect.signature(texts.__wrapped__)
    assert [*inspect.signature(compose).parameters] == ["funcs"]
    with pytest.raises(ValueError, match="no signature"):
        inspect.signature(compose(str, max))
    assert not hasattr(compose(str, max), "__signature__")


@pytest.mark.parametrize(
    ("taker", "build"),
    [
        ("compose", lambda: compose(str, 3)),  # type: ignore[call-overload]
        ("map_yield", lambda: map_yield(3)),  # type: ignore[call-overload]
        ("map_send", lambda: map_send(str, 3)),  # type: ignore[call-overload]
        ("map_return", lambda: map_return(3)),  # type: ignore[call-overload]
        ("relay", lambda: relay(3)),  # type: ignore[call-overload]
        ("map_yield", lambda: map_yield(str)(3)),  # type: ignore[call-overload]
        ("map_yield", lambda: map_yield(str)(classmethod(adding))),  # type: ignore[call-overload,arg-type]
        ("oneyield", lambda: oneyield(3)),  # type: ignore[arg-type]
        ("reusable", lambda: reusable(3)),  # type: ignore[call-overload]
        ("imap_yield", lambda: imap_yield(3, adding())),  # type: ignore[call-overload]
        ("imap_send", lambda: imap_send(3, adding())),  # type: ignore[call-overload]
        ("imap_return", lambda: imap_return(3, adding())),  # type: ignore[call-overload]
        ("irelay", lambda: irelay(adding(), 3)),  # type: ignore[call-overload]
    ],
)
def test_what_cannot_be_called_is_refused_at_once(
    taker: str, build: Callable[[], object]
) -> None:  # D8
    with pytest.raises(TypeError, match=f"^{taker} takes callables, not '"):
        build()


@every_pipe
def test_a_started_generator_is_refused_with_a_text(pipe: Any) -> None:  # D9
    total = adding()
    next(total)
    with pytest.raises(AssertionError, match="'adding' is started already") as caught:
        next(pipe(total))
    assert isinstance(caught.value, ValueError)
    total.close()
    with pytest.raises(AssertionError, match="'adding' is finished already"):
        next(pipe(total))


def test_a_running_generator_is_refused() -> None:  # D9
    def asking_itself() -> Generator[int, None, None]:
        yield next(imap_yield(int, me))

    me = asking_itself()
    with pytest.raises(AssertionError, match="started"):
        next(me)


@every_pipe
def test_any_iterator_can_be_a_source(pipe: Any) -> None:  # D10
    assert list(pipe([1, 2])) == [1, 2]
    items = pipe(iter("ab"))
    next(items)
    with pytest.raises(AttributeError, match="send"):
        items.send(1)
    items = pipe("ab")
    next(items)
    with pytest.raises(KeyError, match="thrown") as caught:
        items.throw(KeyError("thrown"))
    assert caught.value.__context__ is None  # D20
    items = pipe("ab")
    next(items)
    # Since Python 3.12, `yield from` takes it for the end of an iterator that has no `throw`. But
    # a relay, being a generator, cannot let it out.
    ends = sys.version_info >= (3, 12) and pipe is not PIPES["irelay"]
    with pytest.raises(StopIteration if ends else RuntimeError):
        items.throw(StopIteration())


class Own(Generator[str, str, str]):
    """A generator by hand."""

    def __init__(self) -> None:
        self.log: list[object] = []

    def send(self, value: str | None) -> str:
        self.log.append(value)
        if value == "stop":
            raise StopIteration("returned")
        return "item"

    def throw(self, *error: Any) -> str:
        self.log.append(error)
        return "caught"

    def close(self) -> None:
        self.log.append("closed")


@every_pipe
def test_an_object_with_the_methods_of_a_generator_can_be_a_source(pipe: Any) -> None:  # D10
    own = Own()
    items = pipe(own)
    error = KeyError()
    assert [next(items), items.send("a"), items.throw(error)] == ["item", "item", "caught"]
    assert sendreturn(items, "stop") == "returned"
    items = pipe(own)
    next(items)
    items.close()
    assert own.log == [None, "a", (error,), "stop", None, "closed"]


@every_pipe
def test_throwing_gives_no_warning_and_one_frame(pipe: Any) -> None:  # D11
    def catching() -> Generator[str, None, None]:
        try:
            yield "a"
        except KeyError as error:
            caught.append(error)
        yield "b"
        raise OSError

    caught: list[BaseException] = []
    items = pipe(catching())
    error = KeyError("k")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [next(items), items.throw(error)] == ["a", "b"]
    assert caught == [error]
    with pytest.raises(OSError) as raised:  # noqa: PT011
        next(items)
    assert len(extract_tb(raised.value.__traceback__)) == 3


@pytest.mark.parametrize("name", ["imap_yield", "imap_send", "imap_return"])
def test_an_exception_that_passes_gains_one_frame_in_a_pipe(name: str) -> None:  # D11
    items = PIPES[name](adding())
    next(items)
    with pytest.raises(KeyError) as caught:
        items.throw(KeyError())
    assert len(extract_tb(caught.value.__traceback__)) == 3


def test_reusable_takes_callables_that_have_no_name() -> None:  # D12
    class Stairs:
        """Go up."""

        def __call__(self, height: int) -> Iterator[int]:
            yield from range(height)

    start = reusable(functools.partial(adding, 3))
    assert repr(start()) == "adding()"
    assert next(iter(start())) == 3
    assert repr(reusable(functools.partial(adding, total=4))()) == "adding(total=4)"
    stairs = reusable(Stairs())
    assert stairs.__qualname__.endswith(".Stairs")
    assert stairs.__doc__ == "Go up."
    assert list(stairs(2)) == list(stairs(height=2)) == [0, 1]


def test_reusable_takes_methods_that_are_written_in_c() -> None:  # D12
    pattern = re.compile("[a-z]+")
    for words in (
        reusable(re.Pattern.finditer)(pattern, "to be"),
        reusable(pattern.finditer)("to be"),
    ):
        for _ in range(2):
            assert [found.group() for found in words] == ["to", "be"]
        assert type(words).__qualname__ == "Pattern.finditer"


def test_the_annotations_of_a_reusable_generator_are_those_of_its_function() -> None:  # D13
    assert typing.get_type_hints(ladder.__wrapped__)["step"] is int
    assert inspect.signature(ladder).parameters["step"].annotation is int
    assert "The annotations are there" in (reusable.__doc__ or "")


def test_equal_reusable_generators_have_equal_hashes() -> None:  # D14
    one, other = ladder(0, x=1, y=2), ladder(0, y=2, x=1)
    assert one == other
    assert hash(one) == hash(other)
    assert len({one, other, ladder(0, x=1)}) == 2
    with pytest.raises(TypeError, match="unhashable type: 'list'"):
        hash(ladder(0, x=[]))  # type: ignore[arg-type]


def test_replace_refuses_unknown_names() -> None:  # D15
    for names in ({"setp": 5}, {"x": 2}):
        with pytest.raises(TypeError, match="has no parameter"):
            ladder(0, x=1).replace(**names)
    assert ladder(0).replace(labels=iter([("x", 3)])) == ladder(0, x=3)
    for labels in ({"start": 1}, {"step": 1}):
        with pytest.raises(TypeError, match="is a parameter"):
            ladder(0).replace(labels=labels)


def test_replace_is_what_copy_replace_calls() -> None:  # D15
    changed = {"extra": [7], "labels": {"end": 1}}
    assert ladder(0).__replace__(**changed) == ladder(0, 6, 7, end=1)
    if sys.version_info >= (3, 13):
        assert copy.replace(ladder(0), **changed) == ladder(0, 6, 7, end=1)


def test_self_is_a_name_like_any_other() -> None:  # D16
    @reusable
    def reading(self: str, **others: int) -> Iterator[str]:
        yield self

    plan = reading(self="me")
    assert list(plan) == ["me"]
    assert plan.self == "me"
    assert plan.replace(self="you") == reading("you")

    @reusable
    def collecting(**others: int) -> Iterator[str]:
        yield from others

    assert list(collecting(self=1, cls=2)) == ["self", "cls"]

    def take(**names: int) -> dict[str, int]:
        return names

    assert list(compose(take)(self=1)) == ["self"]
    assert list(oneyield(take)(self=1, func=2)) == [{"self": 1, "func": 2}]


@pytest.mark.parametrize("name", ["replace", "_bound", "__wrapped__", "__class__", "__dunder__"])
def test_names_that_the_objects_need_are_refused(name: str) -> None:  # D16
    names: dict[str, Any] = {}
    exec(f"def gen({name}): yield", names)
    with pytest.raises(ValueError, match=f"cannot be called '{name}'"):
        reusable(names["gen"])


def test_the_bases_are_described_as_a_matter_of_name() -> None:  # D17, D18
    assert not isinstance(SimpleNamespace(__iter__=adding), Generable)
    assert not isinstance(adding, GeneratorCallable)
    assert isinstance(question, GeneratorCallable)
    for base in (Generable, GeneratorCallable):
        assert "a matter of name" in (base.__doc__ or "")


@pytest.mark.parametrize("base", [Generable, GeneratorCallable, ReusableGenerator])
def test_type_parameters_are_counted(base: Any) -> None:  # D19
    base[int, str, None]
    with pytest.raises(TypeError):
        base[int]


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_has_the_arguments_only(protocol: int) -> None:  # D20
    plan = by_key(3)
    again = pickle.loads(pickle.dumps(plan, protocol))
    assert again == plan
    assert list(again) == [-3]
    assert b"ignature" not in pickle.dumps(plan, protocol)
    assert by_key(3).replace(item=4) == pickle.loads(pickle.dumps(by_key(4), protocol))


def test_a_copy_is_equal_and_a_deep_one_shares_nothing() -> None:  # D20
    @reusable
    def listing(items: list[int], more: list[int] = [1]) -> Iterator[int]:  # noqa: B006
        yield from items

    plan: Any = listing([2])
    plan.note = ["kept"]
    shallow, deep = copy.copy(plan), copy.deepcopy(plan)
    assert plan == shallow == deep
    assert shallow.items is plan.items
    assert deep.items is not plan.items
    assert deep.more is not plan.more
    assert plan.note is shallow.note == deep.note
    assert deep.note is not plan.note


@every_pipe
@pytest.mark.parametrize("base", [KeyError, GeneratorExit])
def test_nothing_keeps_an_exception_alive_that_was_thrown(
    pipe: Any, base: type[BaseException]
) -> None:
    class Thrown(base):  # type: ignore[valid-type,misc]
        pass

    gc.disable()
    try:
        items = pipe(adding())
        next(items)
        error = Thrown()
        alive = weakref.ref(error)
        with contextlib.suppress(Thrown):
            items.throw(error)
        del error, items
        assert alive() is None
    finally:
        gc.enable()


@every_pipe
def test_nothing_keeps_a_source_alive_that_an_exception_came_through(pipe: Any) -> None:
    class Resource:
        pass

    def using() -> Generator[int, None, None]:
        resource = Resource()
        alive.append(weakref.ref(resource))
        yield 1
        raise OSError

    alive: list[weakref.ref[Resource]] = []
    gc.disable()
    try:
        for end in (lambda gen: gen.throw(KeyError()), lambda gen: gen.close(), next):
            items = pipe(using())
            next(items)
            with contextlib.suppress(KeyError, OSError):
                end(items)
            del items
            assert alive.pop()() is None
        items = pipe(using())
        next(items)
        del items
        assert alive.pop()() is None
    finally:
        gc.enable()


@pytest.mark.parametrize("name", PIPES)
def test_a_pipe_holds_on_to_nothing_that_passes(name: str) -> None:
    class Thing:
        pass

    def letting_go(item: list[Thing]) -> Generator[Thing, Any, Any]:
        return (yield item.pop())

    def things() -> Generator[Thing, Any, None]:
        while True:
            yield Thing()

    gc.disable()
    try:
        relayed = irelay(things(), lambda item: letting_go([item]))
        items = relayed if name == "irelay" else PIPES[name](things())
        item = weakref.ref(next(items))
        assert item() is None
        value = Thing()
        sent = weakref.ref(value)
        items.send(value)
        del value
        assert sent() is None
    finally:
        gc.enable()


@every_pipe
def test_closing_leaves_alone_what_the_caller_is_handling(pipe: Any) -> None:
    items = pipe(adding())
    next(items)
    error = GeneratorExit()
    with contextlib.suppress(GeneratorExit):
        try:
            try:
                raise error
            except GeneratorExit:
                raise KeyError from None
        except KeyError as handled:
            handling = handled
            items.throw(error)
    assert inspect.getgeneratorstate(items) == inspect.GEN_CLOSED
    assert handling.__context__ is error
    assert error.__context__ is None


@every_pipe
def test_an_iterator_need_not_be_iterable_itself(pipe: Any) -> None:
    class Once:
        def __next__(self) -> str:
            if ended:
                raise StopIteration("over")
            ended.append(True)
            return "a"

    class Iterable:
        def __iter__(self) -> Once:
            return Once()

    ended: list[bool] = []
    items = pipe(Iterable())
    assert next(items) == "a"
    with pytest.raises(StopIteration, match="over"):
        next(items)


class Unspeakable:
    def __repr__(self) -> str:
        raise KeyError


@pytest.mark.parametrize("refused", [[0] * 10_000, Unspeakable()])
def test_a_refusal_is_short_and_survives_a_repr(refused: Any) -> None:  # D8
    with pytest.raises(TypeError, match="compose takes callables, not '") as caught:
        compose(refused)
    assert len(str(caught.value)) < 150


@pytest.mark.parametrize("wrapper", [texts, question, compose(str, length), ladder(0), ladder])
def test_annotations_of_the_library_are_not_taken_for_those_of_a_function(
    wrapper: Any,
) -> None:  # D13
    assert not getattr(wrapper, "__annotations__", None)
    if isinstance(wrapper, type):
        assert typing.get_type_hints(wrapper) == {}


def test_what_a_class_makes_is_not_annotated_by_its_init() -> None:  # D7
    class Word:
        def __init__(self, text: object) -> None: ...

    for first in (Word, functools.partial(Word)):
        assert str(inspect.signature(compose(first, length))) == "(text: str)"


def test_underscores_alone_are_a_name_like_any_other() -> None:  # D16
    @reusable
    def second(_: int, __: int) -> Iterator[int]:
        yield __

    assert list(second(1, 2).replace(__=3)) == [3]


def test_a_function_wrapped_in_itself_is_refused() -> None:  # D12
    def endless(item: int) -> Iterator[int]:
        yield item

    vars(endless).update(__wrapped__=endless, __signature__=inspect.signature(length))
    with pytest.raises(ValueError, match="no end"):
        reusable(endless)


def test_names_that_are_no_text_are_not_taken() -> None:  # D12
    class Odd:
        def __init__(self) -> None:
            vars(self).update(__qualname__=3, __name__="odd")

        def __call__(self, item: int) -> Iterator[int]:
            yield item

    assert reusable(Odd()).__name__ == "Odd"
    odd = compose(str)
    vars(odd).update(__qualname__=3)
    assert copy.copy(odd) == odd
