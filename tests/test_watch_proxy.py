"""`watch`: what stands in for a generator, a coroutine or an async generator."""

import copy
import gc
import inspect
import pickle
import sys
import threading
import traceback
import types
import warnings
import weakref
from collections.abc import AsyncGenerator, Coroutine, Generator, Iterator
from collections.abc import AsyncGenerator as AnAsyncGenerator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from gentools import Watched, delegating, echo, my_range, resilient, tally, tidy, watch

WATCHED_TOO_LATE = "watch() takes a generator, a coroutine or an async generator, not "


# What is watched


@pytest.mark.parametrize(
    ("given", "name"),
    [(range(3), "range"), (my_range, "function"), (iter([]), "list_iterator"), (None, "NoneType")],
)
def test_what_is_no_generator_is_refused(given: Any, name: str) -> None:
    with pytest.raises(TypeError) as error:
        watch(given)
    assert str(error.value) == WATCHED_TOO_LATE + name


def test_a_stand_in_is_not_watched_again() -> None:
    with pytest.raises(TypeError, match="not WatchedGenerator"):
        watch(watch(my_range(0, 3)))


@pytest.mark.parametrize("keep", [0, -1, sys.maxsize + 1])
def test_no_entry_at_all_cannot_be_kept(keep: int) -> None:
    with pytest.raises(ValueError, match=f"not {keep}"):
        watch(my_range(0, 3), keep=keep)


@pytest.mark.parametrize("keep", ["3", 1.5, True])
def test_how_many_entries_to_keep_is_an_int(keep: Any) -> None:
    with pytest.raises(TypeError, match=f"not {keep!r}"):
        watch(my_range(0, 3), keep=keep)


def test_watching_starts_nothing() -> None:
    generator = my_range(0, 3)
    watch(generator)
    assert inspect.getgeneratorstate(generator) == "GEN_CREATED"


# A stand-in


def test_a_stand_in_is_a_generator_to_collections_abc() -> None:
    watched = watch(my_range(0, 3))
    abstract: object = watched
    assert isinstance(abstract, Generator)
    assert isinstance(abstract, Watched)
    assert iter(watched) is watched
    assert repr(watched) == "<Watched generator my_range>"


def test_a_stand_in_has_the_attributes_of_the_generator() -> None:
    generator: Any = my_range(0, 3)
    watched = watch(generator)
    for name in (name for name in dir(generator) if not name.startswith("__")):
        assert name in dir(watched)
    assert watched.gi_code is generator.gi_code
    assert watched.gi_frame is generator.gi_frame
    assert watched.wrapped is generator
    assert {"transcript", "wrapped"} <= set(dir(watched))


def test_a_stand_in_tells_the_state_to_inspect() -> None:
    watched = watch(my_range(0, 1))
    assert inspect.getgeneratorstate(watched) == "GEN_CREATED"
    next(watched)
    assert inspect.getgeneratorstate(watched) == "GEN_SUSPENDED"
    watched.close()
    assert inspect.getgeneratorstate(watched) == "GEN_CLOSED"


def test_names_are_set_on_the_generator() -> None:
    watched = watch(my_range(0, 3))
    watched.__name__ = "another"
    assert watched.wrapped.__name__ == watched.__name__ == "another"


@pytest.mark.parametrize(
    "attempt",
    [
        lambda generator: setattr(generator, "new", 1),
        lambda generator: setattr(generator, "gi_frame", 1),
        lambda generator: delattr(generator, "gi_frame"),
        lambda generator: generator.new,
        copy.copy,
        copy.deepcopy,
        pickle.dumps,
        lambda generator: generator.send(),
        lambda generator: generator.send(1, 2),
        lambda generator: generator.__next__(1),
        lambda generator: generator.throw(),
        lambda generator: generator.throw(5),
        lambda generator: generator.close(1),
        lambda generator: generator.send(1),
    ],
)
def test_what_a_generator_refuses_is_refused_in_its_words(attempt: Any) -> None:
    errors = []
    for generator in (my_range(0, 3), watch(my_range(0, 3))):
        with pytest.raises((TypeError, AttributeError)) as error:
            attempt(generator)
        errors.append((type(error.value), str(error.value)))
    assert errors[0] == errors[1]


def test_a_stand_in_that_watch_did_not_make_says_so() -> None:
    with pytest.raises(AttributeError, match=r"WatchedGenerator was not made by watch\(\)"):
        next(object.__new__(type(watch(my_range(0, 3)))))


def test_a_method_that_takes_no_keywords_says_its_name() -> None:
    stand_in: Any = watch(echo())
    with pytest.raises(TypeError, match=r"Watched.send\(\) got an unexpected keyword"):
        stand_in.send(value=1)


def test_a_stand_in_can_be_referred_to_weakly() -> None:
    watched = watch(my_range(0, 3))
    reference = weakref.ref(watched)
    assert reference() is watched
    next(watched)
    del watched
    assert reference() is None


# Exceptions


def test_a_traceback_goes_through_no_frame_of_gentools() -> None:
    watched = watch(echo())
    next(watched)
    thrown = ValueError("no")
    with pytest.raises(ValueError, match="no") as error:
        watched.throw(thrown)
    assert error.value is thrown
    names = [entry.name for entry in traceback.extract_tb(thrown.__traceback__)]
    assert names == [sys._getframe().f_code.co_name, "echo"]


def test_a_traceback_from_before_stays() -> None:
    def raising() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no") as error:
        raising()
    watched = watch(echo())
    next(watched)
    with pytest.raises(ValueError, match="no") as again:
        watched.throw(error.value)
    assert again.value is error.value
    names = [entry.name for entry in traceback.extract_tb(again.value.__traceback__)]
    assert names[-1] == "raising" and "echo" in names


def test_the_generator_sees_the_exception_that_its_caller_handles() -> None:
    def looking() -> Generator[BaseException | None, None, None]:
        yield sys.exc_info()[1]

    handled = ValueError("handled")
    try:
        raise handled
    except ValueError:
        assert next(watch(looking())) is handled


class Never(ValueError):
    """A class of exceptions that makes none."""

    def __new__(cls, *_: object) -> Any:
        return 5


THREE = [
    (ValueError, "no"),
    (ValueError, ("no", 1)),
    (ValueError, None),
    (ValueError, ValueError("no")),
    (ValueError, KeyError("no")),
    (ValueError, UnicodeError("no")),
    (ValueError("no"), None),
    (ValueError("no"), None, None),
    (ValueError, "no", None),
    (UnicodeDecodeError, "too little"),
    (ValueError("no"), "more"),
    (ValueError, "no", "no traceback"),
    (5, None, None),
    (int, 5),
    (ValueError, "no", None, None),
    (Never, "no"),
]


@pytest.mark.parametrize("arguments", THREE)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_several_arguments_of_throw_mean_what_they_mean_to_a_generator(arguments: Any) -> None:
    ends = []
    for generator in (echo(), watch(echo())):
        next(generator)
        with pytest.raises(Exception) as error:  # noqa: PT011
            generator.throw(*arguments)
        traceback_of = [entry.name for entry in traceback.extract_tb(error.value.__traceback__)]
        ends.append((type(error.value), str(error.value), traceback_of[1:2]))
    assert ends[0] == ends[1]


def test_a_warning_of_several_arguments_names_the_line_of_the_caller() -> None:
    seen = []
    for generator in (resilient(), watch(resilient())):
        next(generator)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            generator.throw(ValueError, "no")
        seen.append([(w.category, str(w.message), w.filename, w.lineno) for w in caught])
    assert seen[0] == seen[1]


@pytest.mark.parametrize("levels", [1, 2])
def test_a_generator_that_passes_several_arguments_on_has_warned_already(levels: int) -> None:
    seen = []
    for generator in (resilient(), watch(resilient())):
        outer: Any = generator
        for _ in range(levels):
            outer = delegating(outer)
        next(outer)
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            outer.throw(ValueError, "no")
        seen.append([(str(w.message), w.filename, w.lineno) for w in caught])
    assert seen[0] == seen[1]


def test_a_generator_that_calls_throw_itself_is_warned() -> None:
    def calling(inner: Any) -> Generator[Any, None, None]:
        next(inner)
        yield inner.throw(ValueError, "no")

    seen = []
    for inner in (resilient(), watch(resilient())):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            next(calling(inner))
        seen.append([(str(w.message), w.filename, w.lineno) for w in caught])
    assert seen[0] == seen[1]


def test_several_arguments_of_athrow_are_warned_about_in_the_line_of_the_caller() -> None:
    async def short() -> AsyncGenerator[int, None]:
        yield 1

    seen = []
    generators: list[Any] = [short(), watch(short())]
    for generator in generators:
        drive(generator.__anext__(), [None])
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            step = generator.athrow(ValueError, "no")
        seen.append([(str(w.message), w.filename, w.lineno) for w in caught])
        assert drive(step, [None])[0][0] == "ValueError('no')"
    assert seen[0] == seen[1]


@pytest.mark.filterwarnings("error")
def test_where_a_warning_is_an_error_nothing_is_resumed() -> None:
    seen: list[Any] = []
    for generator in (resilient(), watch(resilient())):
        next(generator)
        try:
            seen.append(generator.throw(ValueError, "no"))
        except DeprecationWarning as error:
            seen.append((str(error), len(traceback.extract_tb(error.__traceback__))))
        seen.append(generator.send(1))
    assert seen[:2] == seen[2:]


# Delegation and finalization


def test_a_generator_can_delegate_to_a_stand_in() -> None:
    outer = delegating(watch(tally()))
    assert [next(outer), outer.send(1), outer.send(2)] == [0, 1, 3]
    with pytest.raises(StopIteration) as ending:
        outer.send(None)
    assert ending.value.value == 3


def test_a_context_manager_can_be_made_of_a_stand_in() -> None:
    log: list[str] = []

    @contextmanager
    def manager() -> Iterator[str]:
        return watch(tidy(log, ["value"]))

    with pytest.raises(ValueError, match="no"), manager():
        raise ValueError("no")
    assert log == ["set up", "clean up"]


def test_dropping_a_stand_in_closes_the_generator_at_once() -> None:
    log: list[str] = []
    watched = watch(tidy(log, "abc"))
    next(watched)
    gc.disable()
    try:
        del watched
        assert log == ["set up", "clean up"]
    finally:
        gc.enable()


def test_dropping_a_stand_in_leaves_a_generator_alone_that_somebody_else_has() -> None:
    generator = my_range(0, 3)
    next(watch(generator))
    assert next(generator) == 1


def test_a_transcript_alone_keeps_no_generator_alive() -> None:
    log: list[str] = []
    watched = watch(tidy(log, "abc"))
    transcript = watched.transcript
    next(watched)
    del watched
    assert log == ["set up", "clean up"]
    assert len(transcript) == 1


def test_a_stand_in_in_a_cycle_is_collected() -> None:
    log: list[str] = []
    cycle: list[Any] = []
    cycle.append(watch(tidy(log, cycle), snapshots=False))
    next(cycle[0])
    del cycle
    gc.collect()
    assert log == ["set up", "clean up"]


@pytest.mark.native
def test_another_thread_is_refused_while_the_generator_runs() -> None:
    entered, leave = threading.Event(), threading.Event()

    def waiting() -> Generator[str, None, None]:
        entered.set()
        leave.wait(10)
        yield "done"

    watched = watch(waiting())
    values: list[str] = []
    thread = threading.Thread(target=lambda: values.append(next(watched)))
    thread.start()
    assert entered.wait(10)
    with pytest.raises(ValueError, match="already executing"):
        next(watched)
    leave.set()
    thread.join()
    assert values == ["done"]
    assert [entry.outcome for entry in watched.transcript] == ["raised", "yielded"]


# Coroutines, driven by hand: an event loop needs more than WebAssembly has


@types.coroutine
def asking(question: str) -> Generator[str, str, str]:
    return (yield question)


async def conversation() -> str:
    first = await asking("name")
    return f"{first} {await asking('age')}"


def drive(coroutine: Any, answers: list[Any]) -> list[Any]:
    """Return what comes back for each of the answers; an exception's class is thrown."""
    back: list[Any] = []
    for answer in answers:
        try:
            if isinstance(answer, type):
                back.append(coroutine.throw(answer("thrown")))
            else:
                back.append(coroutine.send(answer))
        except BaseException as error:  # noqa: BLE001
            frames = traceback.extract_tb(error.__traceback__)
            back.append((repr(error), [frame.name for frame in frames]))
    return back


ANSWERS: list[list[Any]] = [
    [None, "Ann", 5, None],
    [None, ValueError, None],
    ["too early"],
    [ValueError],
    [None, "Ann", GeneratorExit],
]


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("answers", ANSWERS)
def test_a_coroutine_that_is_watched_does_the_same(answers: list[Any]) -> None:
    assert drive(watch(conversation()), answers) == drive(conversation(), answers)


@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("answers", ANSWERS)
def test_a_coroutine_that_is_watched_can_be_awaited(answers: list[Any]) -> None:
    async def awaiting(coroutine: Any) -> Any:
        return await coroutine

    assert drive(awaiting(watch(conversation())), answers) == drive(
        awaiting(conversation()), answers
    )


def test_a_coroutine_keeps_a_transcript_also_while_it_is_awaited() -> None:
    async def awaiting() -> str:
        return await watched

    watched = watch(conversation())
    drive(awaiting(), [None, "Ann", 5])
    assert [(e.how, e.given, e.outcome, e.value) for e in watched.transcript] == [
        ("next", None, "yielded", "name"),
        ("send", "Ann", "yielded", "age"),
        ("send", 5, "returned", "Ann 5"),
    ]
    assert watched.transcript[0].state_before == "CORO_CREATED"
    assert watched.transcript[2].state_after == "CORO_CLOSED"


def test_a_generator_based_coroutine_cannot_delegate_to_a_coroutine_that_is_watched() -> None:
    @types.coroutine
    def older(inner: Any) -> Generator[Any, Any, Any]:
        return (yield from inner)

    assert drive(older(conversation()), [None]) == ["name"]
    watched = watch(conversation())
    assert drive(older(watched), [None])[0][0].startswith("TypeError")
    watched.close()


def test_each_stand_in_takes_one_call_of_the_recursion_limit() -> None:
    def depth() -> int:
        frame: Any = sys._getframe(1)
        count = 0
        while frame is not None:
            frame, count = frame.f_back, count + 1
        return count

    def telling() -> Generator[int, None, None]:
        yield depth()

    assert next(watch(telling(), snapshots=False)) == next(telling()) + 1


def test_a_coroutine_is_awaited_by_one_at_a_time() -> None:
    async def awaiting(coroutine: Any) -> Any:
        return await coroutine

    ends = []
    for coroutine in (conversation(), watch(conversation())):
        first = awaiting(coroutine)
        first.send(None)
        ends.append(drive(awaiting(coroutine), [None])[0][0])
        first.close()
    assert ends[0] == ends[1] == "RuntimeError('coroutine is being awaited already')"


def test_a_coroutine_that_is_watched_is_a_coroutine_to_collections_abc() -> None:
    watched = watch(conversation())
    assert isinstance(watched, Coroutine)
    assert inspect.getcoroutinestate(watched) == "CORO_CREATED"
    assert repr(watched) == "<Watched coroutine conversation>"
    watched.close()
    assert watched.transcript[0].how == "close"


def test_a_generator_that_can_be_awaited_still_can() -> None:
    async def awaiting(coroutine: Any) -> Any:
        return await coroutine

    assert drive(awaiting(watch(asking("name"))), [None, "Ann"]) == drive(
        awaiting(asking("name")), [None, "Ann"]
    )


def test_a_coroutine_that_was_never_awaited_is_warned_about() -> None:
    watched = watch(conversation())
    with pytest.warns(RuntimeWarning, match="'conversation' was never awaited"):
        del watched


# Async generators


async def steps(log: list[str]) -> AsyncGenerator[Any, Any]:
    try:
        got = yield 1
        while got != "end":
            try:
                got = yield await asking(f"about {got}")
            except ValueError as error:
                got = yield f"caught {error}"
    finally:
        log.append(await asking("closing"))


async def stepping(generator: Any, log: list[Any]) -> None:
    async for item in generator:
        log.append(item)
        if item == "two":
            break
    log.append(await generator.asend("three"))
    log.append(await generator.athrow(ValueError("no")))
    await generator.aclose()
    for method in (generator.__anext__, lambda: generator.asend(1), generator.aclose):
        try:
            log.append(await method())
        except StopAsyncIteration as error:
            log.append([frame.name for frame in traceback.extract_tb(error.__traceback__)])


def test_an_async_generator_that_is_watched_does_the_same() -> None:
    logs = []
    for wrap in (lambda generator: generator, watch):
        log: list[Any] = []
        driver = stepping(wrap(steps(log)), log)
        log.append(drive(driver, [None, "two", "3", "closed", None]))
        logs.append(log)
    assert logs[0] == logs[1]
    assert "closed" in logs[0]


def test_the_transcript_of_an_async_generator_tells_awaiting_from_yielding() -> None:
    watched = watch(steps([]))
    drive(stepping(watched, []), [None, "two", "3", "closed"])
    assert [(e.how, e.given, e.outcome, e.value) for e in watched.transcript][:7] == [
        ("anext", None, "yielded", 1),
        ("anext", None, "awaited", "about None"),
        ("send", "two", "yielded", "two"),
        ("asend", "three", "awaited", "about three"),
        ("send", "3", "yielded", "3"),
        ("athrow", (ValueError, ("no",)), "yielded", "caught no"),
        ("aclose", None, "awaited", "closing"),
    ]
    assert [(e.how, e.outcome, e.state_after) for e in watched.transcript][7:] == [
        ("send", "returned", "AGEN_CLOSED"),
        ("anext", "raised", "AGEN_CLOSED"),
        ("asend", "raised", "AGEN_CLOSED"),
        ("aclose", "returned", "AGEN_CLOSED"),
    ]
    assert [(e.state_before, e.state_after) for e in watched.transcript][:2] == [
        ("AGEN_CREATED", "AGEN_SUSPENDED"),
        ("AGEN_SUSPENDED", "AGEN_SUSPENDED"),
    ]


def test_an_async_generator_that_awaits_again_has_awaited() -> None:
    async def persistent() -> AsyncGenerator[None, None]:
        await asking("first")
        try:
            await asking("second")
        except ValueError:
            await asking("third")
        yield

    watched = watch(persistent())
    assert drive(watched.__anext__(), [None, "1", ValueError]) == ["first", "second", "third"]
    assert [(e.how, e.outcome, e.value, e.state_after) for e in watched.transcript] == [
        ("anext", "awaited", "first", "AGEN_SUSPENDED"),
        ("send", "awaited", "second", "AGEN_SUSPENDED"),
        ("throw", "awaited", "third", "AGEN_SUSPENDED"),
    ]


def test_the_end_of_an_async_generator_is_a_return() -> None:
    async def short() -> AsyncGenerator[int, None]:
        yield 1

    async def draining() -> list[int]:
        return [item async for item in watched]

    watched = watch(short())
    drive(draining(), [None])
    assert [(e.how, e.outcome, e.value, e.state_after) for e in watched.transcript] == [
        ("anext", "yielded", 1, "AGEN_SUSPENDED"),
        ("anext", "returned", None, "AGEN_CLOSED"),
    ]


def test_the_text_of_a_call_without_argument_shows_none() -> None:
    watched = watch(steps([]))
    drive(watched.__anext__(), [None])
    drive(watched.aclose(), [None, None])
    calls = [entry.cells()[2] for entry in watched.transcript]
    assert calls == ["anext()", "aclose()", "send(None)"]


def test_an_async_generator_that_is_watched_is_one_to_collections_abc() -> None:
    watched = watch(steps([]))
    assert isinstance(watched, AnAsyncGenerator)
    assert watched.__aiter__() is watched
    assert repr(watched) == "<Watched async generator steps>"


def test_a_step_that_is_thrown_into_before_it_starts_is_a_throw() -> None:
    watched = watch(steps([]))
    step = watched.__anext__()
    with pytest.raises(KeyError):
        step.throw(KeyError("early"))
    assert watched.transcript[0].how == "throw"


def test_what_an_async_generator_refuses_is_refused_in_its_words() -> None:
    errors = []
    asends: list[Any] = [steps([]).asend, watch(steps([])).asend]
    for asend in asends:
        with pytest.raises(TypeError) as error:
            asend()
        errors.append((str(error.value), len(traceback.extract_tb(error.value.__traceback__))))
    assert errors[0] == errors[1]


def test_an_exception_that_somebody_keeps_does_not_keep_the_stand_in() -> None:
    def throwing() -> tuple[Any, BaseException]:
        watched = watch(echo(), snapshots=False)
        next(watched)
        kept = ValueError("no")
        with suppress(ValueError):
            watched.throw(kept)
        gone = weakref.ref(watched)
        del watched
        return gone, kept

    gc.disable()
    try:
        stand_in, kept = throwing()
        assert stand_in() is None
        assert kept.__traceback__ is not None
    finally:
        gc.enable()


def test_an_exception_that_came_through_keeps_nothing_alive_but_the_frames_it_shows() -> None:
    class Weak(Exception):
        pass

    def program() -> Generator[None, None, None]:
        yield

    def throwing() -> tuple[Any, Any]:
        watched = watch(program(), snapshots=False)
        next(watched)
        error = Weak()
        gone = weakref.ref(watched), weakref.ref(error)
        try:
            watched.throw(error)
        except Weak:
            del error
        return gone

    gc.collect()
    gc.disable()
    try:
        stand_in, error = throwing()
        assert (stand_in(), error()) == (None, None)
    finally:
        gc.enable()
