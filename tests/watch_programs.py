"""Random generators, random drivers, and a log of all that is seen when one drives the other."""

from __future__ import annotations

import gc
import inspect
import re
import sys
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from hypothesis import strategies as st

Log = list[Any]
Statement = tuple[Any, ...]
Program = list[Statement]

ERRORS = (ValueError, KeyError, StopIteration, GeneratorExit)
VALUES = (None, 1, (1, 2), StopIteration(3))
_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")

errors = st.sampled_from(range(len(ERRORS)))
values = st.sampled_from(range(len(VALUES)))


class Noisy:
    """Says when it is finalized."""

    def __init__(self, log: Log, number: int) -> None:
        self.log = log
        self.number = number

    def __del__(self) -> None:
        self.log.append(("gone", self.number))


# Generators

_simple = st.one_of(
    st.tuples(st.just("yield"), values),
    st.tuples(st.just("yield"), values),
    st.tuples(st.just("noisy"), values),
    st.tuples(st.just("enter"), st.booleans()),
    st.tuples(st.just("return"), values),
    st.tuples(st.just("raise"), errors),
    st.tuples(st.just("again")),
)


def _compound(statements: st.SearchStrategy[Statement]) -> st.SearchStrategy[Statement]:
    body = st.lists(statements, min_size=1, max_size=3)
    return st.one_of(
        st.tuples(st.just("except"), errors, body, body),
        st.tuples(st.just("finally"), body, body),
        st.tuples(st.just("loop"), body),
        st.tuples(st.just("delegate"), body),
    )


programs: st.SearchStrategy[Program] = st.lists(
    st.recursive(_simple, _compound, max_leaves=8), min_size=1, max_size=4
)


def source_of(program: Program) -> str:
    """Return the source of a generator function ``program``, which logs what it sees."""
    return "\n".join(["def program():", "    got = yield 'started'", *_block(program, "    ")])


def _block(program: Program, indent: str) -> Iterator[str]:
    for statement in program:
        yield from _lines(statement, indent)


def _lines(statement: Statement, indent: str) -> Iterator[str]:
    name, *parts = statement
    for line in TEMPLATES[name].splitlines():
        _, _, number = line.lstrip().partition("BODY")
        if number:
            deeper = indent + line[: len(line) - len(line.lstrip())]
            yield from _block(parts[int(number)], deeper)
        else:
            yield indent + line.format(*parts)


TEMPLATES = {
    "yield": """\
got = yield VALUES[{0}]
log.append(('got', show(got), state_of_watched()))""",
    "noisy": "noisy = Noisy(log, {0})",
    "enter": """\
try:
    next(subjects[-{0}])
except ValueError as error:
    log.append(describe(error))""",
    "return": "if got != 'stay': return VALUES[{0}]",
    "raise": "if got != 'stay': raise ERRORS[{0}]({0})",
    "again": "if sys.exc_info()[0]: raise",
    "except": """\
try:
    BODY1
except ERRORS[{0}] as error:
    log.append(describe(error))
    BODY2""",
    "finally": """\
try:
    BODY0
finally:
    BODY1""",
    "loop": """\
for _ in range(2):
    BODY0""",
    "delegate": """\
def inner(got):
    yield 'inside'
    BODY0
got = yield from inner(got)
log.append(('returned', show(got)))""",
}


# What stands between a driver and the generator: nothing, or others that delegate to it.


def delegating(inner: Any, log: Log) -> Generator[Any, Any, Any]:
    return (yield from inner)


def catching(inner: Any, log: Log) -> Generator[Any, Any, Any]:
    try:
        log.append(("returned", show((yield from inner))))
    except BaseException as error:
        log.append(describe(error))
        raise
    finally:
        log.append("left")
    yield "after"


def looping(inner: Any, log: Log) -> Generator[Any, Any, Any]:
    for item in inner:
        log.append(("got", (yield item)))


Around = Callable[[Any, Log], Generator[Any, Any, Any]]
arounds: st.SearchStrategy[list[Around]] = st.lists(
    st.sampled_from([delegating, catching, looping]), max_size=2
)

# Drivers

_simple_calls = st.one_of(
    st.tuples(st.just("next")),
    st.tuples(st.just("next")),
    st.tuples(st.just("send"), st.sampled_from(["stay", None, 5])),
    st.tuples(st.just("throw"), errors),
    st.tuples(st.just("throw kept"), errors),
    st.tuples(st.just("throw class"), errors),
    st.tuples(st.just("throw three"), errors),
    st.tuples(st.just("close")),
    st.tuples(st.just("for")),
    st.tuples(st.just("collect")),
)
calls = st.lists(
    st.one_of(_simple_calls, st.tuples(st.just("handling"), _simple_calls)), max_size=8
)


def log_of(
    program: Program,
    around: Sequence[Around],
    driver: Sequence[Statement],
    watch: Callable[[Any], Any],
    let_go: Callable[[Any], Any] = id,
) -> Log:
    """Return all that is seen when *driver* drives *program*, with *watch* around the generator.

    *let_go* is called with what *watch* returned, before that is dropped.
    """
    names = names_of(program)
    log: Log = names["log"]
    subjects: list[Any] = names["subjects"]
    kept = [error("kept") for error in ERRORS]
    with seen_aside(log):
        subjects.append(watch(names["program"]()))
        for wrap in around:
            subjects.append(wrap(subjects[-1], log))
        for call in driver:
            drive(subjects[-1], call, kept, log)
            log.extend(state_of(subject) for subject in subjects)
        let_go(subjects[0])
        while subjects:
            log.append("drop")
            subjects.pop()
        gc.collect()
    return log


def names_of(program: Program) -> dict[str, Any]:
    """Return a namespace with the generator function ``program``.

    It writes to the ``log`` in there, and knows itself as the first and the last of ``subjects``.
    """
    subjects: list[Any] = []
    names: dict[str, Any] = {
        "log": [],
        "subjects": subjects,
        "state_of_watched": lambda: None if not subjects else state_of(subjects[0]),
    }
    names.update(
        {name: globals()[name] for name in ("ERRORS", "VALUES", "Noisy", "describe", "show", "sys")}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)  # since 3.14, of `return` in `finally`
        code = compile(source_of(program), "<program>", "exec")
    exec(code, names)
    return names


def drive(subject: Any, call: Statement, kept: Sequence[BaseException], log: Log) -> None:
    """Do one call, and log what comes back."""
    try:
        result = answer(subject, call, kept)
    except BaseException as error:  # noqa: BLE001  (whatever it is)
        place = [number for number, known in enumerate(kept) if known is error]
        log.append((call, "raised", describe(error), place))
    else:
        log.append((call, "gave", show(result)))


def answer(subject: Any, call: Statement, kept: Sequence[BaseException]) -> Any:
    """Return what comes back from one call."""
    name, *arguments = call
    if name == "handling":
        try:
            int("handled")
        except ValueError:
            return answer(subject, arguments[0], kept)
    return CALLS[name](subject, kept, *arguments)


def _collect() -> None:
    gc.collect()


CALLS: dict[str, Callable[..., Any]] = {
    "next": lambda subject, kept: next(subject),
    "send": lambda subject, kept, value: subject.send(value),
    "throw": lambda subject, kept, number: subject.throw(ERRORS[number]("thrown")),
    "throw kept": lambda subject, kept, number: subject.throw(kept[number]),
    "throw class": lambda subject, kept, number: subject.throw(ERRORS[number]),
    "throw three": lambda subject, kept, number: subject.throw(
        ERRORS[number], ERRORS[number]("three"), None
    ),
    "close": lambda subject, kept: subject.close(),
    "for": lambda subject, kept: [item for item, _ in zip(subject, range(2), strict=False)],
    "collect": lambda subject, kept: _collect(),
}


@contextmanager
def seen_aside(log: Log) -> Iterator[None]:
    """Log warnings, and what the interpreter can't raise."""

    def unraisable(what: Any) -> None:
        message = _ADDRESS.sub("", str(what.err_msg))
        log.append(("unraisable", describe(what.exc_value), type(what.object).__name__, message))

    hook, sys.unraisablehook = sys.unraisablehook, unraisable
    gc.freeze()  # a collection is to look at what is made from here on, and not at all there is
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            yield
    finally:
        sys.unraisablehook = hook
        gc.unfreeze()
    log.extend((each.category, str(each.message), each.filename, each.lineno) for each in caught)


# What is logged: nothing that keeps an object alive.


def show(value: Any) -> str:
    """Return a text for a value."""
    return _ADDRESS.sub("", repr(value))


def state_of(subject: Any) -> tuple[Any, ...]:
    """Return the state of a generator, and where it stands."""
    frame = subject.gi_frame
    return inspect.getgeneratorstate(subject), frame and (frame.f_lineno, frame.f_lasti)


def describe(error: BaseException | None, depth: int = 4) -> Any:
    """Return all that can be seen of an exception, its traceback and those behind it included."""
    if error is None or not depth:
        return None
    behind = (describe(error.__cause__, depth - 1), describe(error.__context__, depth - 1))
    return type(error), show(error.args), error.__suppress_context__, _way(error), behind


def _way(error: BaseException) -> list[tuple[str, int]]:
    """Return the functions and lines that the exception came through."""
    way = []
    traceback = error.__traceback__
    while traceback is not None:
        code = traceback.tb_frame.f_code
        way.append((code.co_qualname, traceback.tb_lineno))
        traceback = traceback.tb_next
    return way
