"""The pipes against `yield from`: random sources, driven at random, see no difference."""

import contextlib
import inspect
import sys
import traceback
from collections.abc import Callable, Generator, Iterator
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gentools import (
    compose,
    imap_return,
    imap_send,
    imap_yield,
    irelay,
    map_return,
    map_send,
    map_yield,
    relay,
    reusable,
)
from gentools.utils import identity

Transcript = list[Any]


class Leaving(GeneratorExit):
    """Closes a delegate as its base class does."""


class Step(NamedTuple):
    """What a source does next, and what it does when that ends by an exception."""

    action: str
    value: object
    handler: str


class Move(NamedTuple):
    """What the caller does next, in an `except` clause of its own or not."""

    action: str
    value: object
    handling: bool


VALUES = st.sampled_from([None, 0, "", "a", 7, (1, 2)])
ERRORS = st.sampled_from(
    [ValueError, KeyError, StopIteration, GeneratorExit, Leaving, KeyboardInterrupt]
)
PROGRAMS = st.lists(
    st.builds(
        Step,
        st.sampled_from(["yield"] * 6 + ["return", "raise"]),
        VALUES,
        st.sampled_from(
            ["pass on", "swallow", "return", "replace", "from", "hide", "yield", "later", "stop"]
        ),
    ),
    max_size=5,
)
MOVES = st.lists(
    st.one_of(
        st.builds(Move, st.just("next"), st.none(), st.booleans()),
        st.builds(Move, st.just("send"), VALUES, st.booleans()),
        st.builds(Move, st.just("throw"), ERRORS, st.booleans()),
        st.builds(Move, st.just("close"), st.none(), st.booleans()),
    ),
    max_size=7,
)


def described(error: BaseException | None) -> Any:
    """Return the type and the text of an exception, and those of what it refers to."""
    if error is None:
        return None
    return (
        type(error).__name__,
        str(error),
        described(error.__cause__),
        described(error.__context__),
        error.__suppress_context__,
    )


def source(program: list[Step], log: Transcript) -> Generator[Any, Any, Any]:
    """Run *program*; note in *log* what comes in, and what is being handled at that time."""
    for step in program:
        if step.action == "return":
            return step.value
        if step.action == "raise":
            raise LookupError(step.value)
        pending = False
        try:
            log.append((yield step.value))
        except BaseException as error:  # noqa: BLE001  (its handlers decide)
            log.append(described(error))
            if step.handler == "return":
                return step.value
            pending = yield from handled(step, error)
        log.append(described(sys.exc_info()[1]))
        if pending:
            raise ArithmeticError("later")
    return "end"


def handled(step: Step, error: BaseException) -> Generator[Any, Any, bool]:
    """Handle *error* in the way of *step*; return whether to raise when that is over."""
    if step.handler == "pass on":
        raise error
    if step.handler == "replace":
        raise OSError("replaced")
    if step.handler == "from":
        raise OSError("from") from error
    if step.handler == "hide":
        raise OSError("hidden") from None
    if step.handler == "stop":
        raise StopIteration("stopped")  # noqa: PLR1708  (becomes a RuntimeError)
    if step.handler == "yield":
        yield "handling"
    return step.handler == "later"


def delegating(gen: Generator[Any, Any, Any]) -> Generator[Any, Any, Any]:
    """The model."""
    return (yield from gen)


def moved(gen: Generator[Any, Any, Any], move: Move) -> object:
    """Make *move*."""
    if move.action == "next":
        return next(gen)
    if move.action == "send":
        return gen.send(move.value)
    if move.action == "throw":
        assert isinstance(move.value, type)
        assert issubclass(move.value, BaseException)
        return gen.throw(move.value("thrown"))
    gen.close()
    return None


def outcome(gen: Generator[Any, Any, Any], move: Move) -> Any:
    """Return what came of *move*."""
    try:
        if not move.handling:
            return "item", moved(gen, move)
        try:
            1 / 0  # noqa: B018
        except ZeroDivisionError:
            return "item", moved(gen, move)
    except StopIteration as end:
        return "end", end.value, described(end.__context__)
    except BaseException as error:  # noqa: BLE001  (that is what is compared)
        return "error", described(error), frames(error)


def frames(error: BaseException) -> list[str]:
    """Return the names of the functions that *error* came through, wrappers all under one name.

    When the source has to be closed, a wrapper needs one function more than `yield from` does.
    """
    names = [entry.name for entry in traceback.extract_tb(error.__traceback__)]
    return ["wrapper" if name in WRAPPERS else name for name in names if name != "_delegating"]


WRAPPERS = {"delegating", "_mapped", "_with_result"}


def driven(
    wrap: Callable[[Generator[Any, Any, Any]], Generator[Any, Any, Any]],
    program: list[Step],
    moves: list[Move],
) -> Transcript:
    """Return all that could be seen, by the caller and by the source."""
    log: Transcript = []
    gen = source(program, log)
    wrapper = wrap(gen)
    seen = [(outcome(wrapper, move), inspect.getgeneratorstate(wrapper)) for move in moves]
    transcript = [seen, list(log), inspect.getgeneratorstate(gen)]
    finish(wrapper)
    finish(gen)
    return transcript


def finish(gen: Generator[Any, Any, Any]) -> None:
    """Close *gen* as often as it takes: what is raised when it is dropped would go nowhere."""
    while inspect.getgeneratorstate(gen) != inspect.GEN_CLOSED:
        with contextlib.suppress(BaseException):
            gen.close()


def without_frames(transcript: Transcript) -> Transcript:
    """Leave out which functions an exception came through."""
    seen, *rest = transcript
    return [[(result[:2], state) for result, state in seen], *rest]


UNCHANGED = {
    "imap_yield": lambda gen: imap_yield(identity, gen),
    "imap_send": lambda gen: imap_send(identity, gen),
    "imap_return": lambda gen: imap_return(identity, gen),
    "map_yield": lambda gen: map_yield()(lambda: gen)(),
    "map_send": lambda gen: map_send()(lambda: gen)(),
    "map_return": lambda gen: map_return()(lambda: gen)(),
}


@pytest.mark.parametrize("name", UNCHANGED)
@given(PROGRAMS, MOVES)
@example(
    [Step("yield", "a", "later"), Step("yield", "b", "swallow")],
    [Move("next", None, False), Move("throw", ValueError, True)],
)
@example(
    [Step("yield", "a", "swallow"), Step("yield", "b", "swallow")],
    [Move("next", None, False), Move("close", None, False)],
)
@example(
    [Step("yield", "a", "yield"), Step("yield", "b", "pass on")],
    [Move("next", None, False), Move("throw", KeyError, False), Move("throw", ValueError, False)],
)
def test_a_pipe_that_changes_nothing_is_like_yield_from(
    name: str, program: list[Step], moves: list[Move]
) -> None:
    assert driven(delegating, program, moves) == driven(UNCHANGED[name], program, moves)


RELAYED = {
    "irelay": lambda gen: irelay(gen, asked),
    "relay": lambda gen: relay(asked, asked)(lambda: gen)(),
    "relay by nobody": lambda gen: relay()(lambda: delegating(gen))(),
}


def asked(item: object) -> Generator[Any, Any, Any]:
    """A relay that changes nothing."""
    return (yield item)


def can_leave(move: Move) -> bool:
    """Whether what is thrown comes out of a relay as it went in: StopIteration never does."""
    return move.value is not StopIteration


@pytest.mark.parametrize("name", RELAYED)
@given(PROGRAMS, MOVES.map(lambda moves: [*filter(can_leave, moves)]))
def test_a_relay_that_changes_nothing_is_like_yield_from(
    name: str, program: list[Step], moves: list[Move]
) -> None:
    assert without_frames(driven(delegating, program, moves)) == without_frames(
        driven(RELAYED[name], program, moves)
    )


@given(PROGRAMS, MOVES)
def test_imap_yield_changes_each_item_and_nothing_else(
    program: list[Step], moves: list[Move]
) -> None:
    seen, *rest = driven(delegating, program, moves)
    expected = [
        (("item", repr(result[1])), state)
        if result[0] == "item" and move.action != "close"
        else (result, state)
        for (result, state), move in zip(seen, moves, strict=True)
    ]
    assert [expected, *rest] == driven(lambda gen: imap_yield(repr, gen), program, moves)


def shown_unless_none(value: object) -> str | None:
    """Return a text for a value, but None for None.

    Since 3.14 the StopIteration of any other value has no context, that of None still has.
    """
    return None if value is None else repr(value)


@given(PROGRAMS, MOVES)
@example([Step("return", None, "pass on")], [Move("next", None, True)])
@example([Step("return", 1, "pass on")], [Move("next", None, True)])
def test_imap_return_changes_the_end_and_nothing_else(
    program: list[Step], moves: list[Move]
) -> None:
    # A wrapper that is finished, or that an exception finishes before it was started, may raise
    # StopIteration too: that is not the source returning.
    seen, *rest = driven(delegating, program, moves)
    before = inspect.GEN_CREATED
    expected = []
    for (result, state), move in zip(seen, moves, strict=True):
        ran = before == inspect.GEN_SUSPENDED or (
            before == inspect.GEN_CREATED and move.action != "throw"
        )
        returned = result[0] == "end" and ran
        mapped = (result[0], shown_unless_none(result[1]), *result[2:]) if returned else result
        expected.append((mapped, state))
        before = state
    seen = driven(lambda gen: imap_return(shown_unless_none, gen), program, moves)
    assert [expected, *rest] == seen


@given(PROGRAMS, MOVES)
def test_imap_send_changes_what_is_sent_and_nothing_else(
    program: list[Step], moves: list[Move]
) -> None:
    # What starts the wrapper is not mapped, and it takes no value.
    moves = [move for move in moves if move.action not in {"send", "next"}]
    moves = [Move("next", None, False), *moves]
    sent = [Move("send", value, False) for value in ("x", None, 3)]
    mapped = [Move("send", repr(move.value), False) for move in sent]
    expected = driven(delegating, program, [*moves[:1], *mapped, *moves[1:]])
    found = driven(lambda gen: imap_send(repr, gen), program, [*moves[:1], *sent, *moves[1:]])
    assert expected == found


@given(PROGRAMS, MOVES)
def test_two_functions_after_one_another_are_their_composition(
    program: list[Step], moves: list[Move]
) -> None:
    pipes: list[Callable[..., Generator[Any, Any, Any]]] = [imap_yield, imap_send, imap_return]
    for pipe in pipes:
        inner, outer = (str, repr) if pipe is imap_send else (repr, str)
        twice = driven(lambda gen: pipe(outer, pipe(inner, gen)), program, moves)  # noqa: B023
        once = driven(lambda gen: pipe(compose(str, repr), gen), program, moves)  # noqa: B023
        assert without_frames(twice) == without_frames(once)


@given(st.lists(st.integers()), st.integers(1, 4))
def test_a_relay_repeats_a_loop_in_a_loop(items: list[int], times: int) -> None:
    def repeated(item: int) -> Iterator[int]:
        return iter([item] * times)

    assert [item for item in items for _ in range(times)] == list(irelay(items, repeated))


@given(PROGRAMS, MOVES)
def test_a_reusable_source_is_begun_anew_each_time(program: list[Step], moves: list[Move]) -> None:
    sources = []

    def begun() -> Generator[Any, Any, Any]:
        sources.append(source(program, []))
        return sources[-1]

    def seen(gen: Generator[Any, Any, Any]) -> Transcript:
        outcomes = [outcome(gen, move) for move in moves]
        finish(gen)
        for inner in sources:
            finish(inner)
        return outcomes

    again = reusable(map_yield(repr)(begun))()
    assert seen(iter(again)) == seen(iter(again))
