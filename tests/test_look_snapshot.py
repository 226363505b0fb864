"""What a snapshot says, and that taking it leaves no trace."""

import ast
import gc
import inspect
import sys
import threading
import weakref
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Generator, Iterator
from types import AsyncGeneratorType, CellType
from typing import Any

import pytest

from gentools import Snapshot, chain, delegating, my_range, snapshot
from gentools._look.contents import contents
from gentools._look.memory import memory
from gentools._look.spots import spots

ANY = Any


class Ready:
    """Awaits once."""

    def __await__(self) -> Generator[str, Any, Any]:
        return (yield "waiting")


class Hostile:
    """Runs code of its own on every occasion, and tells."""

    ran = 0

    def _run(self, *_: object) -> Any:
        Hostile.ran += 1
        raise RuntimeError

    __repr__ = __str__ = __eq__ = __ne__ = __bool__ = __hash__ = __len__ = __iter__ = _run
    __get__ = __set__ = __call__ = __instancecheck__ = __index__ = __lt__ = __getattr__ = _run
    __class__ = property(_run)

    def __getattribute__(self, name: str) -> Any:
        return Hostile._run(self)


class Plain:
    """Can be referred to weakly."""


def started(generator: Any) -> Any:
    next(generator)
    return generator


def drive(coroutine: Any) -> Any:
    coroutine.send(None)
    return coroutine


def test_of_a_created_generator_its_arguments_are_known() -> None:
    seen = snapshot(my_range(2, 5))
    assert (seen.kind, seen.name, seen.qualname) == ("generator", "my_range", "my_range")
    assert seen.state == "GEN_CREATED"
    assert dict(seen.locals) == {"start": 2, "end": 5}
    assert (seen.stack, seen.exact) == ((), True)
    assert seen.unbound == ("index",)
    assert seen.code is my_range.__code__
    assert seen.instruction is not None and seen.instruction.opname == "RETURN_GENERATOR"
    assert seen.next_instruction is not None and seen.next_instruction.opname == "POP_TOP"
    assert (seen.expression, seen.enclosing) == (None, ())
    assert (seen.delegate, seen.caller, seen.handling) == (None, None, None)


def test_of_a_suspended_generator_the_place_is_known() -> None:
    seen = snapshot(started(my_range(2, 5)))
    assert seen.state == "GEN_SUSPENDED"
    assert dict(seen.locals) == {"start": 2, "end": 5, "index": 2}
    assert seen.unbound == ()
    assert seen.instruction is not None and seen.instruction.opname == "YIELD_VALUE"
    assert seen.next_instruction is not None and seen.next_instruction.opname == "RESUME"
    assert seen.instruction.offset < seen.next_instruction.offset
    assert seen.expression == "yield index"
    assert seen.positions is not None and seen.positions.lineno == seen.lineno
    assert [(block.kind, block.part) for block in seen.enclosing or ()] == [("while", "body")]


def test_of_a_closed_generator_only_its_code_is_known() -> None:
    generator = my_range(0, 0)
    assert list(generator) == []
    seen = snapshot(generator)
    assert seen.state == "GEN_CLOSED"
    assert (dict(seen.locals), dict(seen.cells), seen.unbound) == ({}, {}, ())
    assert (seen.stack, seen.exact) == ((), True)
    assert (seen.lineno, seen.positions, seen.expression) == (None, None, None)
    assert (seen.instruction, seen.next_instruction, seen.enclosing) == (None, None, ())
    assert seen.code is my_range.__code__


def test_a_coroutine_is_told_of_in_its_own_words() -> None:
    async def waiting() -> Any:
        return await Ready()

    coroutine: Any = waiting()
    assert snapshot(coroutine).state == "CORO_CREATED"
    seen = snapshot(drive(coroutine))
    assert (seen.kind, seen.state) == ("coroutine", "CORO_SUSPENDED")
    assert seen.expression == "await Ready()"
    assert seen.delegate is coroutine.cr_await
    coroutine.close()
    assert snapshot(coroutine).state == "CORO_CLOSED"


def test_an_async_generator_that_awaits_is_suspended() -> None:
    states = []

    async def numbers() -> AsyncGenerator[int, None]:
        states.append(snapshot(generator).state)
        await Ready()
        yield 1

    generator: Any = numbers()
    states.append(snapshot(generator).state)
    step = generator.__anext__()
    drive(step)
    states.append(snapshot(generator).state)
    assert snapshot(generator).expression == "await Ready()"
    with pytest.raises(StopIteration):
        step.send(None)
    states.append(snapshot(generator).state)
    assert snapshot(generator).expression == "yield 1"
    with pytest.raises(StopIteration):
        generator.aclose().send(None)
    states.append(snapshot(generator).state)
    assert states == [
        "AGEN_" + word for word in ["CREATED", "RUNNING", "SUSPENDED", "SUSPENDED", "CLOSED"]
    ]


def test_the_stack_holds_the_very_objects_bottom_first() -> None:
    first, second = Plain(), Plain()

    def calling() -> Generator[None, None, None]:
        print(first, [second, (yield)])

    seen = snapshot(started(calling()))
    assert seen.stack is not None and seen.exact
    assert seen.stack[0] is print and seen.stack[1] is first and seen.stack[2] is second
    assert len(seen.stack) == 3


def test_the_exception_being_handled_is_told_and_not_part_of_the_stack() -> None:
    error = ValueError("no")

    def catching() -> Generator[str, None, None]:
        try:
            raise error
        except ValueError:
            yield "clause"
        print([(yield "after")])

    generator = started(catching())
    seen = snapshot(generator)
    assert seen.handling is error
    assert seen.stack == (None,)
    assert [(block.kind, block.part) for block in seen.enclosing or ()] == [("try", "except")]
    next(generator)
    assert snapshot(generator).handling is None
    assert snapshot(generator).stack == (print,)


@pytest.mark.up_to(3, 12, reason="since 3.13 no None stays behind")
def test_a_none_on_top_of_a_method_call_may_be_one_that_stays_behind() -> None:
    def calling(text: Any) -> Generator[str, None, None]:
        text.method(None, (yield "ambiguous"))

    seen = snapshot(started(calling(_WithMethod())))
    assert (seen.stack, seen.exact) == (None, False)
    assert list(seen.locals) == ["text"]


@pytest.mark.up_to(3, 12, reason="since 3.13 no None stays behind")
def test_a_none_that_stays_behind_is_no_part_of_the_stack() -> None:
    def catching(function: Any) -> Generator[None, None, None]:
        try:
            int("no")
        except ValueError:
            yield
        function(None, (yield))

    generator = started(catching(print))
    next(generator)
    assert snapshot(generator).stack == (print, None)


class _WithMethod:
    def method(self, *_: object) -> None:
        pass


def test_cells_are_told_with_and_without_a_value() -> None:
    outer = "outer"

    def sharing(argument: int) -> Iterator[str]:
        shared = "shared"
        yield shared
        late: Any = [lambda: (argument, shared, late)]
        yield outer

    seen = snapshot(started(sharing(1)))
    assert set(seen.cells) == {"argument", "shared", "late", "outer"}
    assert all(type(cell) is CellType for cell in seen.cells.values())
    assert seen.cells["outer"].cell_contents == "outer"
    assert dict(seen.locals) == {"argument": 1, "shared": "shared", "outer": "outer"}
    assert seen.unbound == ("late",)


def test_a_deleted_variable_has_no_value() -> None:
    def deleting() -> Iterator[int]:
        kept = gone = 1
        del gone
        yield kept

    seen = snapshot(started(deleting()))
    assert (dict(seen.locals), seen.unbound) == ({"kept": 1}, ("gone",))


def test_the_iterable_of_a_generator_expression_is_a_variable() -> None:
    seen = snapshot(number for number in (1, 2))
    assert list(seen.locals) == [".0"]
    assert seen.unbound == ("number",)


def test_nothing_can_be_set_in_a_snapshot() -> None:
    seen = snapshot(my_range(0, 1))
    with pytest.raises(AttributeError):
        seen.state = "GEN_CLOSED"  # type: ignore[misc]
    with pytest.raises(TypeError):
        seen.locals["start"] = 1  # type: ignore[index]


def test_a_snapshot_stays_when_the_generator_goes_on() -> None:
    generator = started(my_range(0, 2))
    seen = snapshot(generator)
    assert list(generator) == [1]
    assert seen.state == "GEN_SUSPENDED" and seen.locals["index"] == 0
    assert seen.expression == "yield index"
    assert seen != snapshot(generator) and seen == seen  # noqa: PLR0124


def test_no_code_of_the_objects_inside_is_run() -> None:
    hostile = Hostile()
    mine = hostile

    def holding(argument: Any) -> Generator[Any, None, None]:
        try:
            print(argument, mine, (yield argument))
        except ZeroDivisionError:
            [hostile, (yield argument)]

    generator = holding(hostile)
    seen = [snapshot(generator), snapshot(started(generator))]
    generator.throw(ZeroDivisionError)
    seen.append(snapshot(generator))
    for one in seen:
        assert one.stack is not None
        for name in ("positions", "expression", "unbound", "enclosing", "chain", "instruction"):
            getattr(one, name)
    generator.close()
    seen.append(snapshot(generator))
    assert Hostile.ran == 0


def test_a_delegate_of_a_hostile_class_is_named_by_its_class() -> None:
    ran = []

    class Iterating:
        __class__ = property(lambda _: ran.append("class"))

        def __iter__(self) -> Any:
            return self

        def __next__(self) -> int:
            return 1

        def __repr__(self) -> str:
            ran.append("repr")
            return "Hostile"

        def __bool__(self) -> bool:
            ran.append("bool")
            return False

    delegate: Any = Iterating()
    generator = started(delegating(delegate))
    assert [link.name for link in chain(generator)] == ["delegating", "Iterating"]
    assert snapshot(generator).stack == (delegate,)
    assert ran == []


@pytest.mark.parametrize("read_before", [False, True])
def test_a_snapshot_keeps_nothing_alive_when_it_is_gone(read_before: bool) -> None:
    def holding() -> Iterator[None]:
        held = Plain()
        references.append(weakref.ref(held))
        yield
        del held
        late = None  # without a value until now, so the frame is asked for its variables
        yield late

    references: list[weakref.ref[Plain]] = []
    generator: Any = started(holding())
    if read_before:
        generator.gi_frame.f_locals  # noqa: B018
        generator.gi_frame.f_locals.pop("held", None) if sys.version_info < (3, 13) else None
    snapshot(generator)
    next(generator)
    assert references[0]() is None


@pytest.mark.parametrize("is_handling", [False, True])
def test_who_is_looked_at_while_it_runs_is_freed_as_soon_as_nobody_has_it(
    is_handling: bool,
) -> None:
    def looking() -> Iterator[None]:
        if is_handling:
            try:
                int("nothing")
            except ValueError:
                snapshot(running[0])
        else:
            snapshot(running[0])
        yield

    running: list[Any] = [looking()]
    gc.disable()
    try:
        next(running[0])
        alive = weakref.ref(running.pop())
        assert alive() is None
    finally:
        gc.enable()


@pytest.mark.up_to(3, 12, reason="since 3.13 there is no dictionary")
@pytest.mark.parametrize("missing", [True, False])
def test_the_dictionary_of_a_frame_is_left_as_it_was(missing: bool) -> None:
    def holding(late: str) -> Iterator[None]:
        start = 0
        if missing:
            del late
        yield
        late = "bound"
        print(start, late)

    generator: Any = started(holding("early"))
    shown = generator.gi_frame.f_locals
    shown["start"] = "changed"
    shown["added"] = "by a debugger"
    before = dict(shown)
    seen = snapshot(generator)
    assert seen.locals["start"] == 0
    assert ("late" in seen.locals) == (not missing)
    assert shown == before


@pytest.mark.up_to(3, 12, reason="since 3.13 there is no dictionary")
def test_a_frame_that_holds_all_there_can_be_is_not_given_a_dictionary() -> None:
    generator: Any = started(my_range(0, 3))
    assert generator.gi_frame is not None
    before = gc.get_referents(generator)
    snapshot(generator)
    assert list(map(id, gc.get_referents(generator))) == list(map(id, before))


def test_a_traced_generator_keeps_its_variables() -> None:
    def counting() -> Iterator[int]:
        first = 1
        yield first
        second = first + 1
        yield second

    generator = counting()

    def trace(frame: Any, event: str, argument: object) -> Any:
        if frame is generator.gi_frame:  # type: ignore[attr-defined]
            snapshot(generator)
            return trace
        return None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        found = list(generator)
    finally:
        sys.settrace(before)
    assert found == [1, 2]


def test_the_generator_goes_on_as_if_nothing_had_been() -> None:
    def exchanging() -> Generator[Any, Any, Any]:
        received: list[Any] = []
        try:
            received.append((yield len(received)))
        except KeyError as error:
            received.append((yield error))
        received.append([(yield received)])
        return received

    def run(look: Callable[[Any], Any]) -> list[Any]:
        generator = exchanging()
        look(generator)
        said = [next(generator)]
        look(generator)
        said.append(generator.throw(KeyError("thrown")).args)
        look(generator)
        said.append(list(generator.send("sent")))
        look(generator)
        with pytest.raises(StopIteration) as stopped:
            generator.send("last")
        return [*said, stopped.value.value]

    assert run(snapshot) == run(id)


def test_a_generator_can_look_at_itself() -> None:
    def looking() -> Iterator[Snapshot]:
        inside = "inside"
        yield snapshot(generator)
        del inside

    generator = looking()
    seen = next(generator)
    assert seen.state == "GEN_RUNNING"
    assert not seen.exact
    assert dict(seen.locals)["inside"] == "inside"
    assert seen.expression == "snapshot(generator)"
    assert seen.next_instruction is None
    assert seen.instruction is not None and seen.instruction.opname in {"CALL", "PRECALL"}
    assert seen.caller is not None
    assert seen.caller.name == "test_a_generator_can_look_at_itself"
    assert seen.caller.filename == __file__


def test_the_exception_that_a_running_generator_handles_is_told() -> None:
    def looking(look: Callable[[], Snapshot]) -> Iterator[Snapshot]:
        try:
            int("own")
        except ValueError:
            yield look()

    def catching() -> Snapshot:
        try:
            return snapshot(int("the function's"))
        except ValueError:
            return snapshot(generator)

    generator = looking(lambda: snapshot(generator))
    assert repr(next(generator).handling).startswith("ValueError(")
    generator = looking(catching)
    assert next(generator).handling is None


def test_a_delegate_can_look_at_who_delegates_to_it() -> None:
    def inner() -> Generator[Any, Any, None]:
        yield snapshot(outer)
        try:
            yield
        except KeyError:
            yield snapshot(outer)

    delegate = inner()
    outer: Any = delegating(delegate)
    seen = next(outer)
    assert seen.state == "GEN_RUNNING"
    assert seen.expression == "yield from inner"
    assert seen.delegate is delegate or seen.delegate is None
    next(outer)
    seen = outer.throw(KeyError)
    assert seen.state == "GEN_RUNNING"
    assert seen.stack in {(delegate,), None}
    assert seen.stack is None or seen.delegate is delegate


@pytest.mark.native
def test_a_generator_that_runs_in_another_thread_is_told_of_without_its_stack() -> None:
    inside, done = threading.Event(), threading.Event()

    def waiting(argument: str) -> Iterator[None]:
        inside.set()
        done.wait()
        yield

    generator = waiting("argument")
    thread = threading.Thread(target=lambda: next(generator))
    thread.start()
    inside.wait()
    seen = snapshot(generator)
    done.set()
    thread.join()
    assert seen.state == "GEN_RUNNING"
    assert (seen.stack, seen.exact, seen.handling) == (None, False, None)
    assert seen.locals["argument"] == "argument"
    assert seen.caller is not None and seen.caller.name == "<lambda>"


def test_a_chain_goes_down_to_what_is_no_generator() -> None:
    generator = started(delegating(delegating(iter([1, 2]))))  # type: ignore[arg-type]
    links = chain(generator)
    assert [(link.kind, link.name) for link in links] == [
        ("generator", "delegating"),
        ("generator", "delegating"),
        ("other", "list_iterator"),
    ]
    assert links[0].delegate is generator.gi_yieldfrom
    last = links[-1]
    assert (last.state, last.code, last.stack, last.exact) == (None, None, None, False)
    assert (last.delegate, last.instruction, last.enclosing) == (None, None, ())
    assert [link.name for link in links[1].chain] == ["delegating", "list_iterator"]


def test_a_chain_goes_on_behind_what_only_passes_on() -> None:
    async def numbers() -> AsyncIterator[int]:
        await Ready()
        yield 1

    async def looping() -> None:
        async for _ in numbers():
            pass

    coroutine = drive(looping())
    links = chain(coroutine)
    assert [link.name for link in links] == [
        "looping",
        "async_generator_asend",
        "numbers",
        "__await__",
    ]
    assert type(links[1].delegate) is AsyncGeneratorType
    coroutine.close()


def test_a_chain_may_be_longer_than_a_recursion_may_be_deep() -> None:
    generator: Any = my_range(0, 1)
    for _ in range(900):
        generator = delegating(generator)
    next(generator)
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(300)
    try:
        links = chain(generator)
    finally:
        sys.setrecursionlimit(before)
    assert len(links) == 901
    assert links[-1].name == "my_range"


def test_a_chain_makes_no_reference_cycle() -> None:
    gc.collect()
    gc.disable()
    try:
        generator = started(delegating(my_range(0, 1)))
        seen = snapshot(generator)
        assert len(seen.chain) == 2
        assert seen.expression
        alive = weakref.ref(seen)
        del seen
        assert alive() is None
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (5, "snapshot() takes a generator, coroutine or async generator, not 5"),
        (my_range, "call it first"),
        (iter([]), "<list_iterator>"),
    ],
)
def test_what_cannot_be_suspended_is_refused(given: object, said: str) -> None:
    with pytest.raises(TypeError) as refused:
        snapshot(given)
    assert said in str(refused.value)


def test_without_the_source_only_the_text_is_missing() -> None:
    namespace: dict[str, Any] = {}
    exec("def gone():\n    for x in 'ab':\n        yield x", namespace)
    seen = snapshot(started(namespace["gone"]()))
    assert (seen.expression, seen.enclosing) == (None, None)
    assert seen.lineno == 3
    assert seen.stack is not None


def test_names_that_were_changed_are_the_ones_that_are_told() -> None:
    generator: Any = my_range(0, 1)
    generator.__name__, generator.__qualname__ = "new", "very.new"
    assert (snapshot(generator).name, snapshot(generator).qualname) == ("new", "very.new")
    assert "very.new" in repr(snapshot(generator))


def test_code_with_a_top_level_await_has_its_namespace_as_variables() -> None:
    source = compile("await ready", "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    coroutine = drive(eval(source, {"ready": Ready()}))
    seen = snapshot(coroutine)
    assert "ready" in seen.locals
    assert seen.stack == (seen.delegate,)
    coroutine.close()


def in_a_comprehension(namespace: dict[Any, Any]) -> Any:
    text = "[await ready for number in [7]]"
    source = compile(text, "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    return drive(eval(source, {"ready": Ready(), **namespace}))


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
def test_the_variables_of_a_comprehension_are_told_beside_those_of_the_namespace() -> None:
    coroutine = in_a_comprehension({"number": "outside", "other": 5})
    seen = snapshot(coroutine)
    assert (seen.locals["number"], seen.locals["other"]) == (7, 5)
    assert seen.stack is not None
    assert seen.stack[0] == []
    assert seen.stack[-1] is seen.delegate
    assert coroutine.cr_frame.f_globals["number"] == "outside"
    coroutine.close()


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
def test_in_a_module_a_cell_may_be_put_aside_too() -> None:
    text = "[[await ready for number in ['in']] for number in ['out'] if (lambda: number)]"
    source = compile(text, "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    coroutine = drive(eval(source, {"ready": Ready()}))
    seen = snapshot(coroutine)
    assert seen.locals["number"] == "in"
    assert seen.stack is not None
    cells = [value for value in seen.stack if type(value) is CellType]
    assert cells[-1].cell_contents == "out"
    coroutine.close()


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
def test_keys_of_a_namespace_that_are_no_names_are_not_compared() -> None:
    class Key:
        def __hash__(self) -> int:
            return hash("number")

        def __eq__(self, other: object) -> bool:
            ran.append(other)
            return False

    ran: list[object] = []
    coroutine = in_a_comprehension({Key(): "hostile"})
    ran.clear()
    seen = snapshot(coroutine)
    assert ran == []
    assert "ready" in seen.locals
    assert (seen.stack is None) == (sys.version_info < (3, 13))
    coroutine.close()


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
def test_a_variable_of_a_comprehension_that_the_namespace_has_too_is_told() -> None:
    coroutine = in_a_comprehension({"number": 7})
    seen = snapshot(coroutine)
    assert seen.locals["number"] == 7
    assert seen.exact == (sys.version_info >= (3, 13))
    coroutine.close()


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
@pytest.mark.parametrize("names", ["bcdefg", "bcdefgh"])
def test_the_stack_is_not_known_where_too_many_variables_would_have_to_be_tried(names: str) -> None:
    later = "; ".join(f"[{name} for {name} in ready]" for name in names)
    text = f"[await ready for a in [7]]; {later}"
    source = compile(text, "<cell>", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    coroutine = drive(eval(source, {"ready": Ready(), **dict.fromkeys(names, 7)}))
    seen = snapshot(coroutine)
    assert [seen.locals[name] for name in names] == [7] * len(names)
    assert seen.exact == (len(names) <= 6 or sys.version_info >= (3, 13))
    coroutine.close()


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
def test_a_variable_whose_cell_is_put_aside_is_told() -> None:
    async def listing() -> Any:
        before = "before"
        items = [await Ready() for number in (7,)]
        return before, items, [lambda: number for number in (1,)]  # noqa: B023

    coroutine = drive(listing())
    seen = snapshot(coroutine)
    assert seen.exact
    assert dict(seen.locals) == {"before": "before", "number": 7}
    assert seen.stack is not None and type(seen.stack[0]) is CellType
    coroutine.close()


@pytest.mark.since(3, 12, reason="comprehensions are functions up to 3.11")
def test_a_variable_whose_cell_is_put_aside_may_have_no_value_yet() -> None:
    class Slow:
        def __aiter__(self) -> Any:
            return self

        async def __anext__(self) -> object:
            return await Ready()

    async def listing() -> Any:
        items = [number async for number in Slow()]
        return items, [lambda: number for number in (1,)]  # noqa: B023

    coroutine = drive(listing())
    seen = snapshot(coroutine)
    assert seen.exact
    assert seen.delegate is not None
    assert "number" not in seen.locals
    assert seen.stack is not None and type(seen.stack[0]) is CellType
    coroutine.close()


def test_a_variable_that_is_free_and_in_a_comprehension_is_told() -> None:
    number = "outer"

    async def listing() -> Any:
        return [await Ready() for number in (7,)], number

    coroutine = drive(listing())
    seen = snapshot(coroutine)
    assert seen.exact
    assert seen.locals["number"] == (7 if sys.version_info >= (3, 12) else "outer")
    assert seen.cells["number"].cell_contents == "outer"
    coroutine.close()


def test_a_finalizer_hook_is_not_taken_for_the_function() -> None:
    async def numbers(argument: str) -> AsyncGenerator[int, None]:
        yield 1

    hooks = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(firstiter=lambda _: None, finalizer=lambda _: None)
    try:
        generator = numbers("argument")
        with pytest.raises(StopIteration):
            generator.__anext__().send(None)
        seen = snapshot(generator)
    finally:
        sys.set_asyncgen_hooks(*hooks)
    assert dict(seen.locals) == {"argument": "argument"}
    assert (seen.stack, seen.exact) == ((), True)


def test_a_function_and_its_code_among_the_values_do_not_mislead() -> None:
    def holding(*values: object) -> Iterator[None]:
        print(holding, holding.__code__, (yield))

    seen = snapshot(started(holding(holding, holding.__code__)))
    assert seen.stack == (print, holding, holding.__code__)


def test_what_does_not_fit_the_layout_is_not_taken_for_the_stack() -> None:
    generator: Any = started(my_range(0, 3))
    frame = generator.gi_frame
    known = spots(frame.f_code)
    assert contents(generator, frame, known.suspended(frame.f_lasti))["stack"] == ()
    assert contents(generator, frame, known.unknown)["stack"] is None
    wrong = contents(generator, frame, known.suspended(frame.f_lasti), object())
    assert wrong["stack"] is None
    assert wrong["locals"] == {"start": 0, "end": 3, "index": 0}


def test_memory_is_not_known_without_its_function() -> None:
    generator: Any = started(my_range(0, 3))
    assert memory(generator, (lambda: None).__code__)[1] == 0


def test_locals_agree_with_inspect() -> None:
    generator = started(my_range(0, 3))
    assert dict(snapshot(generator).locals) == inspect.getgeneratorlocals(generator)
    assert snapshot(generator).state == inspect.getgeneratorstate(generator)


def test_arguments_that_need_more_than_a_byte_are_read() -> None:
    names = [f"name_{number}" for number in range(300)]
    lines = ["def big(function):", *(f"    {name} = {name!r}" for name in names)]
    lines += [f"    function([{', '.join(names)}], (yield))"]
    namespace: dict[str, Any] = {}
    exec("\n".join(lines), namespace)
    seen = snapshot(started(namespace["big"](print)))
    assert seen.stack == (print, names)


def test_a_plain_function_is_refused_without_the_advice_to_call_it() -> None:
    for function in (started, lambda: None, lambda *_, **__: started):
        with pytest.raises(TypeError) as refused:
            snapshot(function)
        assert "call it first" not in str(refused.value)


def test_functions_of_every_kind_are_refused_with_the_advice_to_call_them() -> None:
    async def coroutine() -> None: ...

    async def async_generator() -> AsyncGenerator[None, None]:
        yield

    for function in (my_range, coroutine, async_generator):
        with pytest.raises(TypeError, match="call it first"):
            snapshot(function)


def test_a_snapshot_is_shown_by_its_kind_its_name_and_its_state() -> None:
    async def numbers() -> AsyncGenerator[int, None]:
        yield 1

    name = numbers.__qualname__
    assert repr(snapshot(numbers())) == f"<Snapshot: async generator {name} AGEN_CREATED>"
    outer, inner = chain(started(delegating(map(int, "12"))))  # type: ignore[arg-type]
    assert repr(outer) == "<Snapshot: generator delegating GEN_SUSPENDED>"
    assert repr(inner) == "<Snapshot: other map>"
    assert (inner.next_instruction, inner.unbound, inner.enclosing) == (None, (), ())
    assert str(outer).startswith("generator delegating")
    assert outer._repr_html_().startswith("<")


def test_a_chain_that_comes_back_to_where_it_was_ends_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No chain does, but links are looked at one by one, and threads may change them meanwhile."""
    first, second = map(int, "12"), iter("")
    following: Iterator[object] = iter([second, first, second, first])
    monkeypatch.setattr("gentools._look.snapshots.passed_on_to", lambda _: next(following, None))
    links = chain(started(delegating(first)))  # type: ignore[arg-type]
    assert [link.name for link in links] == ["delegating", "map", type(second).__name__]
