"""The tables of figures: what their rows are called, and which row the others are compared with."""

from __future__ import annotations

from dataclasses import dataclass

_SUM = {
    "loop": "a loop that adds up",
    "list": "`sum` of a list comprehension",
    "expression": "`sum` of a generator expression",
    "generator": "`sum` of a generator",
    "class": "`sum` of a class iterator",
    "map": "`sum` of `map`, function in Python",
    "map-c": "`sum` of `map`, functions in C",
}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows by name, with what stands in front of each; the first is 1."""

    rows: dict[str, str]

    @property
    def baseline(self) -> str:
        """The name of the row that all are compared with."""
        return next(iter(self.rows))


TABLES: dict[str, Table] = {
    "operations": Table(
        {
            "call": "call a function, `f(0, 3)`",
            "method": "call a method, `obj.add(1)`",
            "create": "create a generator, drop it unstarted",
            "create-expression": "create a generator expression, drop it",
            "create-class": "create an iterator of a class, drop it",
            "next": "`next` of a generator",
            "next-class": "`next` of an iterator of a class",
            "send": "`send` to a generator",
            "throw": "`throw` into one that catches and yields",
            "life": "create, take one value, end",
            "closed": "create, take one value, `close`",
        }
    ),
    "iterating": Table(
        {
            "list": "a list",
            "range": "a `range`",
            "islice": "`islice` of a list",
            "generator": "a generator",
            "generator-next": "a generator, by `next` in a `while` loop",
            "generator-list": "a generator, by `list`",
            "map": "`map`, function in Python",
            "map-c": "`map`, function in C",
            "class": "a class with `__next__`",
            "sequence": "a class with `__getitem__`",
        }
    ),
    "sum": Table(_SUM),
    "sum-few": Table(_SUM),
    "early": Table(
        {
            "list-none": "`any([...])`, nothing found",
            "expression-none": "`any(...)`, nothing found",
            "list-first": "`any([...])`, the first is it",
            "expression-first": "`any(...)`, the first is it",
        }
    ),
    "delegation": Table(
        {
            "alone": "no layer",
            "from-1": "`yield from`, 1 layer",
            "loop-1": "`for` loop, 1 layer",
            "from-10": "`yield from`, 10 layers",
            "loop-10": "`for` loop, 10 layers",
            "from-40": "`yield from`, 40 layers",
            "loop-40": "`for` loop, 40 layers",
        }
    ),
    "await": Table(
        {
            "call": "call a function",
            "await": "`await` a coroutine that does not wait",
            "from": "`yield from` a generator that does not yield",
            "send": "resume a coroutine until it waits again",
            "send-10": "the same, behind 10 more `await`",
            "send-100": "the same, behind 100 more `await`",
            "for": "a round of `for` over a generator",
            "async-for": "a round of `async for` over an async generator",
        }
    ),
    "sizes": Table(
        {
            "generator": "a generator",
            "expression": "a generator expression",
            "class": "an iterator of a class",
            "map": "`map`",
            "list-iterator": "the iterator of a list",
            "list-3": "a list of 3",
            "list-30": "a list of 30",
            "list-1000": "a list of 1,000",
            "list-100000": "a list of 100,000",
        }
    ),
    "depths": Table(
        {
            "limit": "the recursion limit",
            "call": "calls",
            "from": "a chain of `yield from`",
            "loop": "a chain of `for` loops",
        }
    ),
}
