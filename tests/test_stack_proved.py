"""What a snapshot says, compared with what really is in memory, wherever anything is suspended.

`tests/oracle.py` reads the memory, without any of the library's ways. First it is itself compared
with stacks that were worked out by hand.
"""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gentools._look.contents
from gentools import Snapshot, snapshot
from gentools._look.contents import contents
from gentools._look.stack import whole_stack
from tests import driving, oracle, programs
from tests.driving import Plan
from tests.oracle import Slot
from tests.shapes import SHAPES
from tests.shapes_library import LIBRARY
from tests.soft import Pause, Soft, Steps

# Odd code leaves odd things behind: coroutines that were never awaited, generators that refuse
# to be closed.
pytestmark = pytest.mark.filterwarnings("ignore")

VERSION = sys.version_info[:2]
#: For `inspect`, an async generator that awaits is running: for this it is not asked.
STATES: dict[str, tuple[Callable[[Any], str] | None, str]] = {
    "generator": (inspect.getgeneratorstate, "gi_yieldfrom"),
    "coroutine": (inspect.getcoroutinestate, "cr_await"),
    "async_generator": (None, "ag_await"),
}
#: Each is driven three times, and looked at some ten times on the way.
EXAMPLES = 20 if sys.platform == "emscripten" else 60
#: The shapes of which some stacks can't be known, by the versions where that is so: up to 3.12 a
#: None that is left behind can't be told from one on the stack of a call; and in 3.12 a variable
#: of a comprehension in a module from one that it has put aside, if the module has the same.
NOT_KNOWN = {
    "call_method": VERSION < (3, 13),
    "module_with_comprehension_of_what_it_has": VERSION[:2] == (3, 12),
}


# The oracle is right where the answer was worked out by hand.


class By:
    """Objects with a name, for stacks that are written down."""

    def __init__(self, *names: str) -> None:
        self.named: dict[str, Any] = {name: Soft() for name in names}

    def __getattr__(self, name: str) -> Any:
        return self.named[name]

    def slots(self, written: str) -> list[Slot]:
        return [self._slot(word) for word in written.split()]

    def _slot(self, word: str) -> Slot:
        if word == "NULL":
            return oracle.NULL
        if word.startswith("#"):
            return Slot("integer", int(word[1:]))
        return Slot("object", id(None) if word == "None" else id(self.named[word]))


def _call(f: Any, x: Any) -> Any:
    f(x, (yield))


def _add(f: Any, x: Any) -> Any:
    [f, x + (yield)]


def _loop(iterator: Any) -> Any:
    for _ in iterator:
        yield


def _handler(error: Any) -> Any:
    try:
        raise error
    except ValueError:
        yield


def _finally(error: Any) -> Any:
    try:
        raise error
    finally:
        yield


def _handlers(error: Any, second: Any) -> Any:
    try:
        raise error
    except ValueError:
        try:
            raise second
        except KeyError:
            yield


def by_version(**since: str) -> str:
    """Return the value of the latest version that is not after this one: ``v311="..."``."""
    return [text for name, text in since.items() if (3, int(name[2:])) <= VERSION][-1]


BY_HAND: list[tuple[Any, str, str]] = [
    (_call, "f x", by_version(v311="NULL f x", v313="f NULL x")),
    (_add, "f x", "f x"),
    (_loop, "steps", by_version(v311="steps", v315="steps NULL")),
    (_handler, "error", "None"),
    (_finally, "error", "None error"),
    (_handlers, "error key_error", "None error"),
]


@pytest.mark.parametrize(("function", "arguments", "expected"), BY_HAND)
def test_the_oracle_reads_the_stack_that_was_worked_out_by_hand(
    function: Any, arguments: str, expected: str
) -> None:
    by = By("f", "x")
    by.named.update(steps=Steps(), error=ValueError(), key_error=KeyError())
    generator = function(*(by.named[name] for name in arguments.split()))
    assert oracle.read(generator).stack == ()
    next(generator)
    memory = oracle.read(generator)
    assert list(memory.stack) == by.slots(expected)
    assert list(memory.localsplus[: len(arguments.split())]) == by.slots(arguments)
    handled = arguments.rsplit(maxsplit=1)[-1] if "error" in arguments else None
    assert memory.handling == (id(by.named[handled]) if handled else 0)


@pytest.mark.parametrize("length", [1, 2])
def test_the_oracle_tells_a_hidden_index_from_an_object(length: int) -> None:
    box = [Soft() for _ in range(length)]
    generator = _loop(box)
    for turn in range(1, length + 1):
        next(generator)
        *below, top = oracle.read(generator).stack
        if VERSION >= (3, 15):
            assert [*below, top] == [Slot("object", id(box)), Slot("integer", turn)]
        else:
            assert below == [] and top.kind == "object"


def test_the_oracle_sees_what_is_awaited_and_by_whom() -> None:
    async def inner() -> None:
        await Pause()

    async def outer(x: Any, delegate: Any) -> None:
        [x, await delegate]

    x, delegate = Soft(), inner()
    coroutine = outer(x, delegate)
    coroutine.send(None)
    objects = oracle.read(coroutine).objects
    assert objects == [id(x), id(delegate)]
    coroutine.close()


def test_the_oracle_sees_that_a_local_is_unbound() -> None:
    def function() -> Any:
        a = b = 1
        yield a, b
        del a
        yield b

    generator = function()
    kinds = [[slot.kind for slot in oracle.read(generator).localsplus] for _ in generator]
    assert kinds == [["object", "object"], ["NULL", "object"]]


def test_the_oracle_refuses_what_is_no_generator() -> None:
    with pytest.raises(TypeError, match="list is no generator"):
        oracle.read([])


# The proof.


class Proof:
    """Compares snapshots with the oracle, and counts."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.wrong: list[str] = []

    def follow(self, make: Callable[[], Any], plan: Plan, where: str) -> int:
        """Compare at each stop on the way through what *make* returns; return their number."""
        thing = make()
        turn = 0
        for turn in driving.stops(thing, plan):
            for item in driving.all_suspended(thing):
                if frame_of(item) is not None:
                    self.compare(item, f"{where}, stop {turn}")
        driving.finish(thing)
        return turn

    def compare(self, item: Any, where: str) -> None:
        memory = oracle.read(item)
        seen = snapshot(item)
        self.count["points"] += 1
        self.count["objects"] += len(memory.objects)
        self.count["unknown"] += seen.stack is None
        self.count["not exact"] += not seen.exact
        found = [*differences(item, seen, memory)]
        frame_of(item).f_locals  # noqa: B018 - what it changes must make no difference
        found += [f"after f_locals: {text}" for text in differences(item, snapshot(item), memory)]
        if oracle.read(item) != memory:
            found.append("memory was changed")
        self.wrong += [f"{where}: {seen.qualname}, line {seen.lineno}: {text}" for text in found]

    def check(self) -> None:
        assert self.wrong == [], "\n".join([str(self.count), *self.wrong[:20]])


def frame_of(item: Any) -> Any:
    return next(
        getattr(item, name) for name in ("gi_frame", "cr_frame", "ag_frame") if hasattr(item, name)
    )


def differences(item: Any, seen: Snapshot, memory: oracle.Memory) -> Iterator[str]:
    """Yield a sentence for all that *seen* says and that is not so."""
    if seen.stack is None:
        if seen.exact:
            yield "it is exact, but the stack is not known"
    elif [id(value) for value in seen.stack] != memory.objects:
        kinds = [type(value).__name__ for value in seen.stack]
        yield f"the stack is {memory.stack}, not {kinds} {[*map(id, seen.stack)]}"
    handling = 0 if seen.handling is None else id(seen.handling)
    if handling != memory.handling and (seen.exact or handling):
        yield f"{seen.handling!r} is not being handled"
    yield from _differences_of_variables(item, seen, memory)
    yield from _differences_from_inspect(item, seen)


def _differences_of_variables(item: Any, seen: Snapshot, memory: oracle.Memory) -> Iterator[str]:
    code = oracle.code_of(item)
    only_cells = [name for name in code.co_cellvars if name not in code.co_varnames]
    names = [*code.co_varnames, *only_cells, *code.co_freevars]
    slots = dict(zip(names, memory.localsplus, strict=False))
    bound = {name: slot.number for name, slot in slots.items() if slot.kind == "object"}
    in_cells = {*code.co_cellvars, *code.co_freevars}
    cells = {name: number for name, number in bound.items() if name in in_cells}
    plain = {name: number for name, number in bound.items() if name not in in_cells}
    if not agree(addresses(seen.cells), cells, seen.exact):
        yield f"the cells are {cells}, not {seen.cells}"
    told = {*seen.cells, *seen.locals, *seen.unbound}
    if code.co_flags & inspect.CO_OPTIMIZED and told != set(names):
        yield f"{names} are its names, not {told}"
    if set(seen.locals) & set(seen.unbound):
        yield "a name is bound and unbound"
    told_of = {name: id(seen.locals[name]) for name in plain if name in seen.locals}
    if not agree(told_of, plain, seen.exact):
        yield f"the locals are not {sorted(seen.locals)}"


def _differences_from_inspect(item: Any, seen: Snapshot) -> Iterator[str]:
    state, delegate_name = STATES[seen.kind]
    frame = frame_of(item)
    if seen.lineno != frame.f_lineno:
        yield f"the line is {frame.f_lineno}"
    expected = [state(item)] if state else ["AGEN_CREATED", "AGEN_SUSPENDED"]
    if seen.state not in expected:
        yield f"the state is {expected}, not {seen.state}"
    delegate = getattr(item, delegate_name)
    if seen.delegate is not delegate:
        yield f"the delegate is {delegate!r}"
    # In a comprehension of a module `f_locals` leaves out the module's own variables since 3.13.
    own = {} if frame.f_code.co_flags & inspect.CO_OPTIMIZED else frame.f_globals
    variables = {**own, **frame.f_locals}
    if not agree(addresses(seen.locals), addresses(variables), seen.exact):
        yield f"the variables are {sorted(variables)}, not {sorted(seen.locals)}"


def agree(told: dict[str, int], true: dict[str, int], exact: bool) -> bool:
    """Tell whether *told* is true, and is all if it is said to be exact."""
    return told == true if exact else told.items() <= true.items()


def addresses(values: Mapping[str, Any]) -> dict[str, int]:
    return {name: id(value) for name, value in values.items()}


def identities(value: Any) -> object:
    """Return what *value* is made of, to be compared."""
    if isinstance(value, tuple):
        return [*map(id, value)]
    return addresses(value) if isinstance(value, dict) else id(value)


def plans(make: Callable[[], Any]) -> Iterable[Plan]:
    """Yield ways to go through what *make* returns; an exception is thrown in at each stop."""
    yield driving.plain
    yield driving.sending([Soft(), 0, None, [Soft()]])
    thing = make()
    count = sum(1 for _ in driving.stops(thing, driving.plain))
    driving.finish(thing)
    yield from map(driving.throwing, range(1, min(count, 25)))


@cache
def proof_of_shape(name: str) -> Proof:
    proof = Proof()
    for number, plan in enumerate(plans(SHAPES[name])):
        proof.follow(SHAPES[name], plan, f"{name}, plan {number}")
    return proof


@cache
def proof_of_library(name: str) -> Proof:
    proof = Proof()
    proof.follow(LIBRARY[name], driving.plain, name)
    proof.follow(LIBRARY[name], driving.throwing(1), name)
    return proof


@pytest.mark.parametrize("name", SHAPES)
def test_the_stack_of_a_shape_is_the_one_in_memory(name: str) -> None:
    proof = proof_of_shape(name)
    proof.check()
    assert proof.count["points"] > 3


@pytest.mark.parametrize("name", LIBRARY)
def test_the_stack_of_a_generator_of_the_standard_library_is_the_one_in_memory(name: str) -> None:
    proof = proof_of_library(name)
    proof.check()
    assert proof.count["points"] > 2


def test_every_stack_is_known_but_in_two_shapes() -> None:
    proofs = {name: proof_of_shape(name) for name in SHAPES}
    proofs |= {f"library: {name}": proof_of_library(name) for name in LIBRARY}
    assert sum(proof.count["points"] for proof in proofs.values()) > 4000
    not_known = {name for name, proof in proofs.items() if proof.count["not exact"]}
    assert not_known == {name for name, here in NOT_KNOWN.items() if here}


@settings(suppress_health_check=list(HealthCheck), max_examples=EXAMPLES)
@given(programs.programs(), st.integers(0, 8))
def test_the_stack_of_a_function_made_at_random_is_the_one_in_memory(
    program: tuple[str, str], turn: int
) -> None:
    source = program[1]
    proof = Proof()
    for plan in (driving.sending([Soft(), Soft()]), driving.plain, driving.throwing(turn)):
        proof.follow(lambda: programs.make(source), plan, source)
    proof.check()


def test_there_are_enough_shapes_for_a_proof() -> None:
    assert len(SHAPES) >= 90
    assert len(LIBRARY) >= 25


# The proof fails where the library is wrong.

full = getattr(gentools._look.contents, "_full")  # noqa: B009  (for pyright)

#: What may be told wrongly, and how.
WRONG: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "the stack upside down": ("stack", lambda stack: stack[::-1]),
    "the stack without its top": ("stack", lambda stack: stack[:-1]),
    "a None on top of the stack": ("stack", lambda stack: (*stack, None)),
    "another object on top": ("stack", lambda stack: (*stack[:-1], object())),
    "no exception": ("handling", lambda _: None),
    "no cells": ("cells", lambda _: {}),
    "no variables": ("locals", lambda _: {}),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_the_library_tells_wrongly_is_found_in_every_shape_where_it_does(
    wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    field, spoil = WRONG[wrong]
    spoiled: list[object] = []

    def spoiled_contents(*arguments: Any) -> Any:
        held: Any = contents(*arguments)
        before = held[field]
        if before is not None:
            held[field] = spoil(before)
        if identities(held[field]) != identities(before):
            spoiled.append(arguments[0])
        return held

    monkeypatch.setattr("gentools._look.capture.contents", spoiled_contents)
    shapes = 0
    for name, shape in SHAPES.items():
        spoiled.clear()
        proof = Proof()
        proof.follow(shape, driving.plain, name)
        assert bool(proof.wrong) == bool(spoiled), name
        shapes += bool(spoiled)
    assert shapes >= 5


def upside_down_whole(rest: Any, place: Any) -> list[Any]:
    return [found._replace(objects=found.objects[::-1]) for found in whole_stack(rest, place)]


def upside_down_full(*arguments: Any) -> Any:
    held: Any = full(*arguments)
    return {**held, "stack": held["stack"][::-1]}


@pytest.mark.parametrize(
    ("reader", "wrong"),
    [("whole_stack", upside_down_whole), ("_full", upside_down_full)],
)
def test_the_proof_goes_both_ways_that_a_stack_is_read(
    reader: str, wrong: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(f"gentools._look.contents.{reader}", wrong)
    proof = Proof()
    for name, shape in SHAPES.items():
        proof.follow(shape, driving.plain, name)
    assert len(proof.wrong) > 20


def test_a_wrong_stack_would_be_found() -> None:
    generator = _call(Soft(), Soft())
    next(generator)
    memory = oracle.read(generator)
    swapped = memory._replace(stack=tuple(reversed(memory.stack)))
    assert [*differences(generator, snapshot(generator), memory)] == []
    assert [*differences(generator, snapshot(generator), swapped)] != []
