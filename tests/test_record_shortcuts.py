"""What is worked out without looking is what a look would have shown."""

from __future__ import annotations

import pytest

from gentools._record import codes
from gentools._record.frames import Live
from gentools._record.model import Trace
from gentools._record.record import record

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
    "branches": """
def g(x):
    y = x or 5
    yield y if x else None
    yield 1 < y < 9
list(g(0))
""",
}


def told(trace: Trace) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for step in trace:
        numbers, names = step.frame.stack, step.frame.locals
        stack = None if numbers is None else [step.value(number).text for number in numbers]
        found.append((step.sentence, stack, {n: step.value(v).text for n, v in names.items()}))
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
