"""What is worked out without looking is what a look would have shown."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Generator
from typing import Any

import pytest

from gentools._record import codes
from gentools._record.brief import Briefs
from gentools._record.frames import Live
from gentools._record.limits import Limits, Meter
from gentools._record.model import Trace
from gentools._record.record import record
from gentools._record.stacks import VISIBLE
from gentools._record.values import Values

PROGRAMS = {
    "loop": """
def g(end):
    n = 0
    while n < end:
        yield n
        n += 1
list(g(3))
""",
    "calls": """
def g():
    a, b = (1, 2), [3]
    b.append((yield max(a)))
    del a
list(g())
""",
    "handlers": """
def g():
    for n in (1, 2):
        try:
            yield 1 // (n - 1)
        except ZeroDivisionError as error:
            yield error
list(g())
""",
    "comprehension": """
def g(k):
    yield [n * k for n in (1, 2)]
    yield k
list(g(2))
""",
    "expression": "total = sum(n * n for n in (1, 2, 3))",
    "cells": """
def g():
    n = 1
    f = lambda: n
    n = yield f()
    yield n, f()
list(g())
""",
    "with": """
from contextlib import suppress
def g():
    with suppress(KeyError):
        yield 1
        raise KeyError
    yield 2
list(g())
""",
    "in place": """
def g():
    seen = []
    for n in (1, 2):
        seen += (n,)
        yield n
list(g())
""",
    "nothing is added": """
def g(n):
    yield n + 0
    yield n - 0
list(g(1))
""",
    "branches": """
def g(x):
    y = x or 5
    yield y if x else None
    yield 1 < y < 9
list(g(0))
""",
}

if VISIBLE:  # elsewhere a variable is read to be seen, and only that lets go of what it was
    PROGRAMS["printed by a finalizer"] = """
import weakref
class A:
    pass
def g():
    a = A()
    weakref.finalize(a, print, "gone")
    a = None
    yield 1
list(g())
"""
#: What happens between a transfer and the next instruction, where no recorded code runs.
BETWEEN = {
    "a list grows": """\
seen = []
for n in map(seen.append, g()):
    pass
""",
    "an item changes": """\
seen = [0, 0, 0]
for n in map(seen.__setitem__, (0, 1, 2), g()):
    pass
""",
    "a value of a dict changes": """\
seen = {0: 0}
for n in map(seen.__setitem__, (0, 0), g()):
    pass
""",
    "a list of objects grows": """\
seen = [object()]
for n in map(seen.append, g()):
    pass
""",
    "a set grows": """\
seen = {0}
for n in map(seen.add, g()):
    pass
""",
    "an attribute changes": """\
class A: pass
a = A()
a.x = 0
for n in map(a.__setattr__, ('x', 'x'), g()):
    pass
""",
    "a name is bound": """\
for n in map(globals().__setitem__, ('a', 'b'), g()):
    pass
""",
    "a name is bound again": """\
a = 0
for n in map(globals().__setitem__, ('a', 'a'), g()):
    pass
""",
    "a name is unbound": """\
a = b = 0
for n in map(globals().pop, ('a', 'b'), g()):
    pass
""",
    "one name goes, another comes": """\
a = 0
names = globals()
for n in map(lambda name, _: names.update(b=names.pop(name, 0)), ('a', 'a'), g()):
    pass
""",
    "something is printed": """\
for n in map(print, g()):
    pass
""",
    "a generator is dropped": """\
kept = [g(), g()]
for n in map(kept.pop, (0, 0), g()):
    pass
""",
    "a generator is dropped unseen": """\
from collections import deque
a, b = g(), g()
kept = deque((a, b), 2)
del a, b
for n in map(kept.append, g()):
    pass
""",
    "a generator is closed unseen": """\
a = g()
for n in zip(g(), iter(a.close, 0)):
    pass
""",
    "a hidden name makes room": """\
del __doc__
for n in map(globals().__setitem__, ("a", "b"), g()):
    pass
""",
    "None is sent": """\
it = g()
next(it)
it.send(None)
""",
    "another is dropped": """\
kept = {1: g(), 2: g()}
next(kept[2])
for n in map(kept.pop, g()):
    pass
""",
    "another is closed": """\
one = g()
for n in map(lambda n: one.close(), g()):
    pass
""",
    "values are sent": """\
it = g()
for n in map(it.send, (None, 5)):
    pass
""",
    "objects are sent": """\
it = g()
for n in map(it.send, (None, [5])):
    pass
""",
    "an error is thrown": """\
it = g()
next(it)
try:
    it.throw(KeyError)
except KeyError:
    pass
""",
    "no instruction runs": """\
a = [list(g()), sum(g())]
""",
    "a generator drives": """\
def h(it):
    for n in it:
        yield -n
list(h(g()))
for n in h(g()):
    pass
""",
    "a generator delegates": """\
def h():
    n = yield from g()
    yield n
for n in h():
    pass
""",
    "a cell is bound": """\
def h():
    n = 1
    def up():
        nonlocal n
        n += 1
    yield up
    yield n
for f in h():
    f == 2 or f()
""",
    "a cell gets its first value": """\
def h():
    def up():
        nonlocal n
        n = 1
    yield up
    yield up
    n = 2
for f in h():
    f()
""",
    "one cell loses its value, another gets one": """\
def h():
    m = 1
    def move():
        nonlocal m, n
        n = m
        del m
    yield move
    yield n
    m = n = 2
for f in h():
    f == 1 or f()
""",
    "variables are seen from outside": """\
def h():
    n = 1
    yield 0
    yield n
it = h()
next(it)
it.gi_frame.f_locals['n'] = 5
for n in it:
    pass
""",
    "a method asks": """\
class A:
    def __iter__(self):
        yield from g()
for n in A():
    pass
""",
    "an exception is handled": """\
def h():
    try:
        1 // 0
    except ZeroDivisionError:
        yield 1
        yield 2
for n in h():
    pass
""",
    "what is yielded is new": """\
def h():
    yield []
    yield 0.5
    yield None
for n in h():
    pass
""",
    "coroutines await": """\
class P:
    def __await__(self):
        yield 1
async def ticks():
    await P()
    yield 2
async def main():
    async for n in ticks():
        pass
it = main()
for n in map(it.send, (None, None)):
    pass
""",
}
GENERATOR = """\
def g():
    for n in (1, 2):
        yield n
"""


def told(trace: Trace) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for step in trace:
        numbers, names = step.frame.stack, step.frame.locals
        stack = None if numbers is None else [step.value(number).text for number in numbers]
        variables = {n: step.value(v).text for n, v in names.items()}
        found.append((step.sentence, step.output, stack, variables))
    return found


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_look_gives_what_a_look_gives_or_more(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = told(record(PROGRAMS[name]))
    for name_of_table in ("moves", "silent_moves"):
        monkeypatch.setattr(codes, name_of_table, lambda *_: {})
    monkeypatch.setattr(codes, "is_still", lambda _: False)
    monkeypatch.setattr(Live, "look_at_top", Live.look)
    monkeypatch.setattr(Live, "drop_top", lambda _: False)
    looked = told(record(PROGRAMS[name]))
    assert len(looked) == len(quick)
    for (*one, stack, variables), (*other, quick_stack, quick_variables) in zip(
        looked, quick, strict=True
    ):
        assert (one, variables) == (other, quick_variables)
        assert stack in (None, quick_stack)


def without_shortcuts(
    source: str, names: tuple[str, ...], by: str, follow: list[str] | None
) -> str:
    with pytest.MonkeyPatch.context() as patch:
        for name in names:
            patch.setattr(Briefs, name, lambda *_: False)
        return record(source, by=by, follow=follow).to_json()  # type: ignore[arg-type]


@pytest.mark.parametrize("follow", [None, ["<module>"], ["g"]], ids=["all", "module", "g"])
@pytest.mark.parametrize("name", BETWEEN)
def test_a_transfer_that_is_kept_brief_loses_nothing(name: str, follow: list[str] | None) -> None:
    source = GENERATOR + BETWEEN[name]
    quick = record(source, follow=follow).to_json()
    brief = ("yielded", "resumed")
    for names in (brief[:1], brief[1:], brief, ("is_all",), (*brief, "is_all")):
        assert without_shortcuts(source, names, "opcode", follow) == quick


@pytest.mark.parametrize("name", PROGRAMS)
def test_what_seems_to_change_nothing_changes_nothing(name: str) -> None:
    names = ("yielded", "resumed", "is_all")
    assert (
        without_shortcuts(PROGRAMS[name], names, "opcode", None) == record(PROGRAMS[name]).to_json()
    )


def frame_at_a_yield(function: Callable[..., Any], stack: list[int]) -> Live:
    """Return what stands for a frame that is about to yield, with those values on its stack."""
    info = codes.Info(function.__code__, "opcode", ())
    info.prepare()
    live = Live(0, info, [], Values(Meter(Limits(1, 1, 1, 1)), lambda *_: None, lambda _: None))
    live.stack, live.knows_stack = stack, True
    live.offset = next(at for at, op in info.ops.items() if op.opname == "YIELD_VALUE")
    return live


def test_a_yield_takes_the_top_off_a_stack_that_is_as_deep_as_it_must_be() -> None:
    def pair(first: object) -> Generator[object, object, object]:
        return [first, (yield first)]

    live = frame_at_a_yield(pair, [1, 2])
    assert live.drop_top()
    assert live.stack == [1]
    for stack in ([], [1], [1, 2, 3]):
        live = frame_at_a_yield(pair, stack.copy())
        assert not live.drop_top()
        assert live.stack == stack


def test_where_it_is_not_sure_how_deep_the_stack_is_nothing_is_taken_off_it() -> None:
    def calling(first: Any) -> Generator[object, object, object]:
        return first.method(first, (yield first))

    for depth in range(6):
        assert not frame_at_a_yield(calling, [*range(depth)]).drop_top()


@pytest.mark.up_to(3, 12, reason="since 3.13 a frame keeps no dict of its variables")
def test_the_top_is_not_looked_for_where_it_was_before_the_variables_were_read() -> None:
    def pair(first: object) -> Generator[object, object, object]:
        return [first, (yield first)]

    generator: Any = pair(None)
    next(generator)
    live = frame_at_a_yield(pair, [])
    live.generator = weakref.ref(generator)
    live.bind("first", 0)
    frame = generator.gi_frame
    live.look(live.offset, live._values, yielding=True)
    assert live.top_at(1) == (None,)
    assert frame.f_locals == {"first": None}
    assert live.top_at(1) is None
