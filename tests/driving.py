"""Drives generators, coroutines and async generators, and stops wherever they are suspended."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from types import AsyncGeneratorType, CoroutineType, GeneratorType
from typing import Any, NamedTuple

from tests.soft import Boom

#: What suspends, and what the interpreter puts between two that do.
SUSPENDS = (GeneratorType, CoroutineType, AsyncGeneratorType)
BETWEEN = frozenset(
    {"coroutine_wrapper", "async_generator_asend", "async_generator_athrow", "anext_awaitable"}
)
LONGEST = 60


class Resume(NamedTuple):
    """One way to resume: ``send`` a value or ``throw`` an exception."""

    throw: bool
    value: Any


NEXT = Resume(throw=False, value=None)
Plan = Callable[[int], Resume]


def plain(_: int) -> Resume:
    """Resume by next, always."""
    return NEXT


def sending(values: Sequence[Any]) -> Plan:
    """Resume the first time by next, then send `values` in turn."""
    return lambda turn: Resume(throw=False, value=values[turn % len(values)] if turn else None)


def throwing(at: int) -> Plan:
    """Resume by next, but at one turn by throw."""
    return lambda turn: Resume(throw=True, value=Boom(turn)) if turn == at else NEXT


def stops(thing: Any, plan: Plan) -> Iterator[int]:
    """Yield the number of each stop, the first one before the start, until `thing` is finished."""
    resume = _resume_async(thing) if isinstance(thing, AsyncGeneratorType) else _resume_one(thing)
    yield 0
    for turn in range(LONGEST):
        try:
            resume(plan(turn))
        except (Exception, GeneratorExit):  # noqa: BLE001 - whatever ends it
            return
        yield turn + 1


def finish(thing: Any) -> None:
    """Close `thing`, however much it refuses."""
    for _ in range(LONGEST):
        try:
            _close(thing)
        except Exception:  # noqa: BLE001 - "generator ignored GeneratorExit", or its own
            continue
        return


def _close(thing: Any) -> None:
    if not isinstance(thing, AsyncGeneratorType):
        thing.close()
        return
    closing = thing.aclose()
    try:
        while True:
            closing.send(None)
    except (StopIteration, StopAsyncIteration):
        pass


def _resume_one(thing: Any) -> Callable[[Resume], None]:
    def resume(how: Resume) -> None:
        if how.throw:
            thing.throw(how.value)
        else:
            thing.send(how.value)

    return resume


def _resume_async(thing: Any) -> Callable[[Resume], None]:
    """Return what resumes an async generator, through the awaitable that is under way if any."""
    under_way: list[Any] = []

    def resume(how: Resume) -> None:
        try:
            if under_way:
                _resume_one(under_way[0])(how)
            else:
                under_way.append(thing.athrow(how.value) if how.throw else thing.asend(how.value))
                under_way[0].send(None)
        except StopIteration:  # it has yielded
            under_way.clear()

    return resume


def all_suspended(thing: Any) -> list[Any]:
    """Return `thing` and what else is suspended for it: delegates, and generators in its frame."""
    found: dict[int, Any] = {}
    to_look_at = [thing]
    while to_look_at:
        item = to_look_at.pop()
        if id(item) not in found:
            found[id(item)] = item
            to_look_at += [ref for ref in gc.get_referents(item) if _is_part(ref)]
    return [item for item in found.values() if isinstance(item, SUSPENDS)]


def _is_part(thing: Any) -> bool:
    return isinstance(thing, SUSPENDS) or type(thing).__name__ in BETWEEN
