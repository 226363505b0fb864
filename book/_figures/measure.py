"""Measures what generators cost on the interpreter that runs this, and prints it as JSON.

It stands alone, needs nothing but the standard library, and runs unchanged on CPython 3.8 and
later, native or in WebAssembly. The operations of a table take turns, so that whatever else the
machine does falls on all of them; of each the fastest of many spells counts. The loop that repeats
a statement is not subtracted anywhere, and the garbage collector is off, as in `timeit`.
"""

from __future__ import annotations

import gc
import json
import sys
import sysconfig
import tracemalloc
from collections.abc import Callable
from itertools import islice, repeat  # noqa: F401 - for statements
from operator import floordiv, mul
from time import get_clock_info, perf_counter, process_time
from typing import Any, NamedTuple

#: Spells of each operation, and about how long one takes, in seconds.
ROUNDS = 40
SPELL = 0.002

#: A depth at which no limit was met is not looked for any further.
DEEPEST = 1500

VALUES = list(range(1000))
HUNDRED = VALUES[:100]
FEW = VALUES[:3]

#: Of this process alone, where that can be had and is fine enough for a spell.
of_process = sys.platform != "emscripten" and get_clock_info("process_time").resolution < 1e-5
clock = process_time if of_process else perf_counter


class Operation(NamedTuple):
    """A statement to be timed, which does `units` of what is counted; `setup` runs before it."""

    statement: str
    setup: str = ""
    units: int = 1
    waits: bool = False  # is in an `async def`


# What is measured


def function(start, end):
    return start


def generator(start, end):
    while start < end:
        yield start
        start += 1


class Numbers:
    def __init__(self, start, end):
        self.start = start
        self.end = end

    def __iter__(self):
        return self

    def __next__(self):
        if self.start >= self.end:
            raise StopIteration
        value = self.start
        self.start = value + 1
        return value


class Counter:
    def add(self, value):
        return value


class Endless:
    def __next__(self):
        return None


class Sequence:
    def __getitem__(self, index):
        if index >= 1000:
            raise IndexError
        return index


def single():
    yield 1


def echo():
    value = None
    while True:
        value = yield value


def resilient():
    while True:
        try:
            yield
        except ValueError:
            pass


def same(value):
    return value


def taxed(price):
    return price * 119 // 100


def by_loop(prices):
    total = 0
    for price in prices:
        total += price * 119 // 100
    return total


def by_list(prices):
    return sum([price * 119 // 100 for price in prices])


def by_expression(prices):
    return sum(price * 119 // 100 for price in prices)


def with_tax(prices):
    for price in prices:
        yield price * 119 // 100


def by_generator(prices):
    return sum(with_tax(prices))


class WithTax:
    def __init__(self, prices):
        self.prices = iter(prices)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.prices) * 119 // 100


def by_class(prices):
    return sum(WithTax(prices))


def by_map(prices):
    return sum(map(taxed, prices))


def by_c_functions(prices):
    return sum(map(floordiv, map(mul, prices, repeat(119)), repeat(100)))


def passed_on(values):
    for value in values:
        yield value


class PassedOn:
    def __init__(self, values):
        self.values = iter(values)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.values)


def looping(inner):
    for value in inner:
        yield value


def delegating(inner):
    yield from inner


def chain(link, depth, innermost=None):
    found = passed_on(HUNDRED) if innermost is None else innermost
    for _ in range(depth):
        found = link(found)
    return found


class Pause:
    def __await__(self):
        yield


async def immediate(start, end):
    return start


async def waiting():
    while True:
        await Pause()


async def awaiting(inner):
    return await inner


async def numbers_async():
    for value in VALUES:
        yield value


def returning(start, end):
    return start
    yield


def delegate_at_once(count):
    for _ in repeat(None, count):
        yield from returning(0, 3)


def started(link, depth):
    found = chain(link, depth, innermost=waiting())
    found.send(None)
    return found


SUM = {
    "loop": "by_loop",
    "list": "by_list",
    "expression": "by_expression",
    "generator": "by_generator",
    "class": "by_class",
    "map": "by_map",
    "map-c": "by_c_functions",
}

COSTS: dict[str, dict[str, Operation]] = {
    "operations": {
        "call": Operation("function(0, 3)"),
        "method": Operation("counter.add(1)", "counter = Counter()"),
        "create": Operation("generator(0, 3)"),
        "create-expression": Operation("(value for value in FEW)"),
        "create-class": Operation("Numbers(0, 3)"),
        "next": Operation("next(numbers)", "numbers = echo()"),
        "next-class": Operation("next(numbers)", "numbers = Endless()"),
        "send": Operation("numbers.send(1)", "numbers = echo(); next(numbers)"),
        "throw": Operation("numbers.throw(ValueError)", "numbers = resilient(); next(numbers)"),
        "life": Operation("for _ in single(): pass"),
        "closed": Operation("numbers = single(); next(numbers); numbers.close()"),
    },
    "iterating": {
        "list": Operation("for value in VALUES: pass", units=1000),
        "range": Operation("for value in range(1000): pass", units=1000),
        "islice": Operation("for value in islice(VALUES, 1000): pass", units=1000),
        "generator": Operation("for value in passed_on(VALUES): pass", units=1000),
        "generator-next": Operation(
            "numbers = passed_on(VALUES)\n"
            "try:\n"
            "    while True:\n"
            "        value = next(numbers)\n"
            "except StopIteration:\n"
            "    pass",
            units=1000,
        ),
        "generator-list": Operation("list(passed_on(VALUES))", units=1000),
        "map": Operation("for value in map(same, VALUES): pass", units=1000),
        "map-c": Operation("for value in map(abs, VALUES): pass", units=1000),
        "class": Operation("for value in PassedOn(VALUES): pass", units=1000),
        "sequence": Operation("for value in Sequence(): pass", units=1000),
    },
    "sum": {name: Operation(f"{call}(VALUES)") for name, call in SUM.items()},
    "sum-few": {name: Operation(f"{call}(FEW)") for name, call in SUM.items()},
    "early": {
        "list-none": Operation("any([value < 0 for value in VALUES])"),
        "expression-none": Operation("any(value < 0 for value in VALUES)"),
        "list-first": Operation("any([value >= 0 for value in VALUES])"),
        "expression-first": Operation("any(value >= 0 for value in VALUES)"),
    },
    "delegation": {
        "alone": Operation("for value in passed_on(HUNDRED): pass", units=100),
        **{
            f"{name}-{depth}": Operation(f"for value in chain({link}, {depth}): pass", units=100)
            for depth in (1, 10, 40)
            for name, link in (("from", "delegating"), ("loop", "looping"))
        },
    },
    "await": {
        "call": Operation("function(0, 3)", waits=True),
        "await": Operation("await immediate(0, 3)", waits=True),
        "from": Operation("for _ in delegate_at_once(100): pass", units=100),
        "send": Operation("task.send(None)", "task = started(awaiting, 0)"),
        "send-10": Operation("task.send(None)", "task = started(awaiting, 10)"),
        "send-100": Operation("task.send(None)", "task = started(awaiting, 100)"),
        "async-for": Operation("async for value in numbers_async(): pass", units=1000, waits=True),
        "for": Operation("for value in passed_on(VALUES): pass", units=1000, waits=True),
    },
}

SIZES: dict[str, Callable[[], Any]] = {
    "generator": lambda: generator(0, 3),
    "expression": lambda: (value for value in FEW),
    "class": lambda: Numbers(0, 3),
    "map": lambda: map(taxed, VALUES),
    "list-iterator": lambda: iter(VALUES),
    "list-3": lambda: list(FEW),
    "list-30": lambda: VALUES[:30],
    "list-1000": lambda: VALUES[:1000],
    "list-100000": lambda: VALUES * 100,
}


# How it is measured


def costs(operations: dict[str, Operation]) -> dict[str, float]:
    """Return how many seconds a unit of each operation takes."""
    spells = {name: spell(operation) for name, operation in operations.items()}
    counts = {name: enough(run) for name, run in spells.items()}
    best = dict.fromkeys(operations, float("inf"))
    for _ in range(ROUNDS):
        for name, run in spells.items():
            best[name] = min(best[name], run(counts[name]) / counts[name])
    return {name: best[name] / UNROLLED / operations[name].units for name in operations}


#: How often the statement stands in the loop that repeats it; so that loop hardly counts.
UNROLLED = 10


def spell(operation: Operation) -> Callable[[int], float]:
    """Return a function that does an operation so many times and says how long it took."""
    statement = "\n".join("        " + line for line in operation.statement.split("\n"))
    lines = [
        ("async " if operation.waits else "") + "def timed(count):",
        f"    {operation.setup or 'pass'}",
        "    start = clock()",
        "    for _ in repeat(None, count):",
        *[statement] * UNROLLED,
        "    return clock() - start",
    ]
    namespace: dict[str, Any] = {}
    exec("\n".join(lines), globals(), namespace)
    timed: Callable[[int], Any] = namespace["timed"]
    return (lambda count: driven(timed(count))) if operation.waits else timed


def driven(coroutine: Any) -> float:
    """Return what a coroutine returns that never waits."""
    try:
        coroutine.send(None)
    except StopIteration as end:
        return float(end.value)
    raise RuntimeError("a coroutine has waited")


def enough(run: Callable[[int], float]) -> int:
    """Return how often to repeat for one spell; all that adapts has adapted by then."""
    count = 1
    while True:
        taken = min(run(count) for _ in range(3))
        if taken > SPELL / 4:
            return max(1, round(count * SPELL / taken))
        count *= 2


def weight(make: Callable[[], Any]) -> float:
    """Return how many bytes are allocated for one object."""
    count = 100
    kept = [None] * count
    before = [make() for _ in range(3 * count)]  # takes what was put aside for such objects
    tracemalloc.start()
    for index in range(count):
        kept[index] = make()
    found, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del before
    return found / count


def depth(works: Callable[[int], bool]) -> Any:
    """Return the largest depth at which something works, or None for no limit in sight."""
    if works(DEEPEST):
        return None
    low, high = 0, DEEPEST
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if works(middle) else (low, middle)
    return low


def depths() -> dict[str, Any]:
    """Return how deep calls, and chains of generators, may be."""

    def call(levels: int) -> None:
        if levels:
            call(levels - 1)

    def resume(link: Any) -> Callable[[int], None]:
        for _ in chain(link, 3):  # until the instructions have adapted
            pass
        return lambda levels: next(chain(link, levels))

    def works(attempt: Callable[[int], None]) -> Callable[[int], bool]:
        def tried(levels: int) -> bool:
            try:
                attempt(levels)
            except RecursionError:
                return False
            return True

        return tried

    return {
        "limit": sys.getrecursionlimit(),
        "call": depth(works(call)),
        "from": depth(works(resume(delegating))),
        "loop": depth(works(resume(looping))),
    }


def build() -> dict[str, Any]:
    """Return what this interpreter is."""
    options = sysconfig.get_config_var("CONFIG_ARGS") or ""
    jit = getattr(sys, "_jit", None)
    return {
        "version": sys.version.split()[0],
        "release": "final" if sys.version_info.releaselevel == "final" else "candidate",
        "where": "WebAssembly" if sys.platform == "emscripten" else "native",
        "bits": 64 if sys.maxsize > 2**32 else 32,
        "optimized": "--enable-optimizations" in options,
        "jit": bool(jit and jit.is_enabled()),
        "gil": bool(getattr(sys, "_is_gil_enabled", lambda: True)()),
    }


def rounded(number: Any) -> Any:
    """Return a number as it is kept: four digits tell more than is repeated by the next run."""
    return number if number is None or isinstance(number, int) else float(f"{number:.4g}")


def measured() -> dict[str, Any]:
    """Return all that is measured."""
    gc.disable()
    tables: dict[str, dict[str, Any]] = {name: costs(rows) for name, rows in COSTS.items()}
    tables["sizes"] = {name: weight(make) for name, make in SIZES.items()}
    tables["depths"] = depths()
    kept = {
        name: {row: rounded(value) for row, value in rows.items()} for name, rows in tables.items()
    }
    return {**build(), "tables": kept}


if __name__ == "__main__":
    print(json.dumps(measured()))
