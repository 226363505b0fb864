"""Snapshots as text: what a reader sees of a generator at one moment."""

from __future__ import annotations

import sys
from collections.abc import Generator
from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper
from typing import Any

import pytest

from gentools import delegating, my_range, snapshot
from gentools._views.signs import DRAWN, PLAIN
from gentools._views.snapshots import sections, snapshot_text

FILE = "test_views_snapshots.py"


def waiting(limit: object) -> Any:
    gone = 1
    del gone
    held = {"b", "a"}
    for _ in (1, 2):
        try:
            print(limit, held, [(yield "naïve"), limit])
        except ValueError:
            yield "caught"


def line_of(generator: Any, offset: int) -> int:
    first: int = generator.gi_code.co_firstlineno
    return first + offset


def text(generator: object) -> str:
    return snapshot_text(snapshot(generator), DRAWN)


def test_a_created_generator_shows_its_arguments_and_what_has_no_value_yet() -> None:
    generator = waiting(3)
    first = line_of(generator, 0)
    assert text(generator).splitlines()[:4] == [
        f"generator waiting  ○ created, line {first} of {FILE}",
        f"{first} | def waiting(limit: object) -> Any:",
        "locals     limit = 3",
        "unbound    gone, held, _",
    ]


def test_a_suspended_generator_shows_its_yield_underlined_and_its_stack_from_the_top() -> None:
    generator = waiting(3)
    next(generator)
    line = line_of(generator, 6)
    lines = text(generator).splitlines()
    assert lines[:7] == [
        f"generator waiting  ‖ suspended, line {line} of {FILE}",
        f"{line} | print(limit, held, [(yield 'naïve'), limit])".replace("'", '"'),
        f"{'':{len(str(line))}} |                      ^^^^^^^^^^^^^",
        "locals     limit = 3",
        "           held = {'a', 'b'}",
        "           _ = 1",
        "unbound    gone",
    ]
    stack = lines[7:-1]
    assert stack[:4] == [
        "stack      │ {'a', 'b'}",
        "           │ 3",
        "           │ <built-in print>",
        stack[3],
    ]
    assert stack[3].startswith("           └ ")
    assert lines[-1] == f"inside     for of line {line - 2}, try of line {line - 1}"


@pytest.mark.parametrize(
    ("lines", "change"),
    [
        (["empty"], {"stack": ()}),
        (["empty, as far as can be seen"], {"stack": (), "exact": False}),
        (["└ 1", "as far as can be seen"], {"stack": (1,), "exact": False}),
        (["cannot be known here"], {"stack": None}),
        (["not visible while it runs"], {"stack": None, "state": "GEN_RUNNING"}),
    ],
)
def test_a_stack_that_is_not_known_says_so(lines: list[str], change: dict[str, Any]) -> None:
    generator = waiting(3)
    next(generator)
    known = dict(sections(replace(snapshot(generator), **change), DRAWN))
    assert known["stack"] == lines


def test_a_generator_that_handles_an_exception_shows_it() -> None:
    generator = waiting(3)
    next(generator)
    generator.throw(ValueError("no"))
    assert "handling   ValueError('no')" in text(generator)
    assert "try (except) of line" in text(generator)


def test_a_closed_generator_has_no_more_than_a_state() -> None:
    generator = waiting(3)
    generator.close()
    assert text(generator) == "generator waiting  ■ closed"


def test_a_running_generator_says_who_resumed_it() -> None:
    def looking() -> Generator[str, None, None]:
        yield text(generator)

    generator = looking()
    shown = next(generator)
    assert f"▶ running, line {line_of(generator, 1)} of {FILE}" in shown
    assert "resumed by test_a_running_generator_says_who_resumed_it, line " in shown


def test_delegates_are_listed_down_to_the_last() -> None:
    generator: Any = delegating(my_range(0, 1))
    for _ in range(9):
        generator = delegating(generator)
    next(generator)
    shown = text(generator)
    assert shown.count("→ delegating  ‖ suspended, line ") == 4
    assert "→ … 5 more …" in shown
    assert shown.splitlines()[-1].startswith("           → my_range  ‖ suspended, line ")


def test_a_delegate_that_is_no_generator_is_named() -> None:
    def letters() -> Generator[str, None, None]:
        yield from StringIO("a")

    generator = letters()
    next(generator)
    assert text(generator).splitlines()[-1] == "delegates  → StringIO"
    assert snapshot_text(snapshot(generator).chain[-1]) == "StringIO  nothing to look into"


def test_the_text_has_no_address_and_is_the_same_each_time() -> None:
    def one() -> str:
        generator = waiting(object())
        next(generator)
        return text(generator)

    assert one() == one()
    assert "0x" not in one()


def test_a_value_whose_repr_raises_is_shown_all_the_same() -> None:
    class Bad:
        def __repr__(self) -> str:
            raise RuntimeError

    numbers = my_range(0, 3)
    generator = waiting(Bad())
    assert "limit = <Bad, __repr__ raised RuntimeError>" in text(generator)
    assert str(snapshot(numbers)) == snapshot_text(snapshot(numbers))


def test_code_without_source_is_shown_without_it() -> None:
    space: dict[str, Any] = {}
    exec("def made():\n    x = yield 1\n", space)
    generator = space["made"]()
    next(generator)
    assert text(generator).splitlines()[:2] == [
        "generator made  ‖ suspended, line 2",
        "unbound    x",
    ]


def test_a_name_cannot_write_to_the_terminal() -> None:
    generator: Any = my_range(0, 1)
    generator.__name__ = "\x1b[2J\nname"
    assert text(generator).startswith("generator \\x1b[2J\\nname  ○ created")


@pytest.mark.parametrize(("encoding", "signs"), [("utf-8", DRAWN), ("ascii", PLAIN)])
def test_signs_are_those_that_standard_output_can_write(
    encoding: str, signs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = TextIOWrapper(BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", stream)
    seen = snapshot(my_range(0, 1))
    assert str(seen) == snapshot_text(seen, signs)
    print(seen)
