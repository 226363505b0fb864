"""The context managers that the book builds from generators are those of the standard library.

`contextmanager` is put together from the listings of the chapter. It passes the tests that CPython
has for its own, where those are installed; the same cases in words of our own, everywhere; and
random generators under random blocks, which must not tell one decorator from the other.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import re
import traceback
import unittest
import weakref
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from random import Random
from textwrap import indent
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gentools import watch

# Since 3.14 the compiler warns of a `return` in a `finally`.
pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")

LISTINGS = Path(__file__).resolve().parents[1] / "snippets" / "context-managers"
LIBRARY = "test.test_contextlib"

Decorator = Callable[..., Any]


class Defect(NamedTuple):
    """Of what a listing says, something else."""

    listing: str
    old: str
    new: str


@cache
def rebuilt(defect: Defect | None = None) -> Decorator:
    """Return `contextmanager`, as the listings of the chapter make it."""
    names: dict[str, Any] = {"__name__": "rebuilt"}
    for listing in ("leaving", "rebuilt"):
        source = LISTINGS.joinpath(f"{listing}.py").read_text(encoding="utf-8")
        if defect is not None and defect.listing == listing:
            assert source.count(defect.old) == 1
            source = source.replace(defect.old, defect.new)
        exec(compile(source, f"{listing}.py", "exec"), names)
    made: Decorator = names["contextmanager"]
    return made


# The library's own tests.


def has_library_tests() -> bool:
    """Tell whether CPython's tests are installed; some packages of Python leave them out."""
    try:
        return find_spec(LIBRARY) is not None
    except ModuleNotFoundError:
        return False


def library_tests() -> unittest.TestSuite:
    """Return the tests of CPython that use `contextmanager`."""
    module = importlib.import_module(LIBRARY)
    load = unittest.defaultTestLoader.loadTestsFromTestCase
    cases = (module.ContextManagerTestCase, module.TestContextDecorator, module.TestExitStack)
    return unittest.TestSuite(load(case) for case in cases)


def library_result(monkeypatch: pytest.MonkeyPatch, decorate: Decorator) -> unittest.TestResult:
    """Run them with `decorate` in the place of the library's decorator."""
    tests = library_tests()
    used: list[object] = []

    def noted(function: Callable[..., Any]) -> Any:
        used.append(function)
        return decorate(function)

    result = unittest.TestResult()
    with monkeypatch.context() as patched:
        # Most tests take the name from the module of the tests, one imports it.
        patched.setattr(f"{LIBRARY}.contextmanager", noted)
        patched.setattr(contextlib, "contextmanager", noted)
        tests.run(result)
    assert len(used) > 20
    return result


if has_library_tests():

    def test_the_tests_of_the_library_pass(monkeypatch: pytest.MonkeyPatch) -> None:
        theirs = library_result(monkeypatch, contextlib.contextmanager)
        ours = library_result(monkeypatch, rebuilt())
        assert ours.failures == ours.errors == []
        assert ours.testsRun == theirs.testsRun > 50
        assert ours.skipped == theirs.skipped

    def test_the_tests_of_the_library_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
        defect = Defect("leaving", "error.__traceback__ = trace", "pass")
        result = library_result(monkeypatch, rebuilt(defect))
        failed = {str(test).split()[0] for test, _ in result.failures}
        assert "test_contextmanager_traceback" in failed


# The same cases, in our own words, for both decorators.


@pytest.fixture(params=["theirs", "ours"])
def decorate(request: pytest.FixtureRequest) -> Decorator:
    return contextlib.contextmanager if request.param == "theirs" else rebuilt()


def entries(error: BaseException) -> list[str]:
    return [entry.name for entry in traceback.extract_tb(error.__traceback__)]


class Later(StopIteration):
    """A kind of StopIteration."""


def test_the_block_runs_between_the_two_parts(decorate: Decorator) -> None:
    notes = []

    @decorate
    def around(number: int) -> Iterator[int]:
        notes.append("before")
        yield number + 1
        notes.append("after")

    with around(1) as given_out:
        notes.append(f"inside, with {given_out}")
    assert notes == ["before", "inside, with 2", "after"]


ERRORS = [
    KeyError("saw"),
    RuntimeError("out of work"),
    StopIteration("empty"),
    Later("empty"),
    StopAsyncIteration("empty"),
    GeneratorExit("closing"),
    SystemExit(3),
]


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_an_error_of_the_block_comes_out_as_it_went_in(
    decorate: Decorator, error: BaseException
) -> None:
    @decorate
    def around() -> Iterator[None]:
        try:
            yield
        finally:
            pass

    error.__traceback__ = None
    with pytest.raises(type(error)) as caught, around():
        raise error
    assert caught.value is error
    assert error.__cause__ is None
    assert entries(error) == ["test_an_error_of_the_block_comes_out_as_it_went_in"]


def test_an_error_that_has_a_stop_iteration_for_its_cause_is_let_through(
    decorate: Decorator,
) -> None:
    @decorate
    def around() -> Iterator[None]:
        yield

    error = RuntimeError("mine")
    with pytest.raises(RuntimeError) as caught, around():
        raise error from StopIteration("empty")
    assert caught.value is error


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_what_the_generator_catches_is_swallowed(decorate: Decorator, error: BaseException) -> None:
    @decorate
    def around() -> Iterator[None]:
        try:
            yield
        except type(error) as caught:
            notes.append(caught)

    def fail() -> None:
        raise error

    notes: list[BaseException] = []
    with around():
        fail()
    assert notes == [error]


def test_an_error_can_be_translated(decorate: Decorator) -> None:
    @decorate
    def around() -> Iterator[None]:
        try:
            yield
        except KeyError as error:
            raise LookupError("no saw") from error

    with pytest.raises(LookupError, match="no saw") as caught, around():
        raise KeyError("saw")
    assert isinstance(caught.value.__cause__, KeyError)


def test_what_looks_like_pep_479_is_undone(decorate: Decorator) -> None:
    @decorate
    def around() -> Iterator[None]:
        try:
            yield
        except Exception as error:
            raise RuntimeError("translated") from error

    with pytest.raises(StopIteration, match="empty"), around():
        raise StopIteration("empty")
    with pytest.raises(RuntimeError, match="translated"), around():
        raise StopAsyncIteration("empty")


def test_a_generator_that_does_not_yield_is_an_error(decorate: Decorator) -> None:
    @decorate
    def around() -> Iterator[None]:
        yield from ()

    with pytest.raises(RuntimeError, match="generator didn't yield") as caught:
        around().__enter__()
    assert caught.value.__suppress_context__


def test_a_second_yield_is_an_error_and_the_generator_is_closed(decorate: Decorator) -> None:
    @decorate
    def around() -> Iterator[None]:
        try:
            yield
            yield
        finally:
            notes.append("tidied")

    notes: list[str] = []
    manager = around()
    with pytest.raises(RuntimeError, match=r"generator didn't stop$"), manager:
        pass
    assert notes == ["tidied"]
    assert manager.gen.gi_frame is None


def test_so_is_a_yield_in_answer_to_an_error(decorate: Decorator) -> None:
    @decorate
    def around() -> Iterator[None]:
        try:
            yield
        except KeyError:
            yield

    manager = around()
    message = r"generator didn't stop after throw\(\)"
    with pytest.raises(RuntimeError, match=message) as caught, manager:
        raise KeyError("saw")
    assert isinstance(caught.value.__context__, KeyError)
    assert manager.gen.gi_frame is None


def test_leaving_by_hand_raises_nothing_for_an_error_that_goes_through(
    decorate: Decorator,
) -> None:
    @decorate
    def around() -> Iterator[None]:
        yield

    manager = around()
    manager.__enter__()
    assert not manager.__exit__(KeyError, KeyError("saw"), None)


def test_leaving_by_hand_without_an_error_says_nothing(decorate: Decorator) -> None:
    @decorate
    def around() -> Iterator[None]:
        yield

    manager = around()
    manager.__enter__()
    assert manager.__exit__(None, None, None) is False


def test_a_generator_that_was_closed_does_not_swallow_a_stop_iteration(
    decorate: Decorator,
) -> None:
    @decorate
    def around() -> Iterator[None]:
        yield

    error = StopIteration("empty")
    manager = around()
    manager.__enter__()
    manager.gen.close()
    assert manager.__exit__(StopIteration, error, None) is False


def test_leaving_by_hand_takes_a_class(decorate: Decorator) -> None:
    @decorate
    def around() -> Iterator[None]:
        try:
            yield
        except KeyError as error:
            raise LookupError(repr(error)) from None

    manager = around()
    manager.__enter__()
    with pytest.raises(LookupError, match=r"KeyError\(\)"):
        manager.__exit__(KeyError, None, None)


def test_name_text_and_attributes_are_those_of_the_function(decorate: Decorator) -> None:
    def around() -> Iterator[None]:
        """Tell what it is for."""
        yield

    around.tool = "saw"  # type: ignore[attr-defined]
    make = decorate(around)
    assert (make.__name__, make.__doc__) == ("around", "Tell what it is for.")
    assert make.tool == "saw"
    assert make.__wrapped__ is around
    assert make().__doc__ == "Tell what it is for."


def test_any_name_can_be_that_of_an_argument(decorate: Decorator) -> None:
    @decorate
    def around(**given: int) -> Iterator[dict[str, int]]:
        yield given

    names = dict.fromkeys(("self", "func", "function", "args", "kwds", "kwargs", "recipe"), 1)
    with around(**names) as arrived:
        assert arrived == names


def test_wrong_arguments_are_an_error_of_the_call(decorate: Decorator) -> None:
    @decorate
    def around(tool: str) -> Iterator[str]:
        yield tool

    with pytest.raises(TypeError):
        around()
    with pytest.raises(TypeError):
        around("saw", "plane")


def test_arguments_are_let_go_on_entering(decorate: Decorator) -> None:
    class Tool:
        pass

    @decorate
    def around(tool: Any, spare: Any) -> Iterator[list[Any]]:
        alive = [weakref.ref(tool), weakref.ref(spare)]
        del tool, spare
        yield alive

    with around(Tool(), spare=Tool()) as alive:
        gc.collect()
        assert [reference() for reference in alive] == [None, None]


def test_a_manager_is_for_one_block(decorate: Decorator) -> None:
    @decorate
    def around() -> Iterator[None]:
        yield

    manager = around()
    with manager, pytest.raises(AttributeError):
        manager.__enter__()
    with pytest.raises(AttributeError):
        manager.__enter__()


def test_a_decorated_function_can_be_called_often_and_inside_of_itself(
    decorate: Decorator,
) -> None:
    depths: list[int] = []

    @decorate
    def deeper() -> Iterator[None]:
        depths.append(len(depths))
        yield
        depths.pop()

    def go_down(levels: int, *, mark: str) -> Any:
        assert depths
        return mark if levels == 1 else down(levels - 1, mark=mark)

    down = deeper()(go_down)
    assert down(5, mark="bottom") == "bottom"
    assert down(2, mark="again") == "again"
    assert depths == []
    assert down.__wrapped__ is go_down


# Random generators, under random blocks.

#: The names in them are those of what a program may do.
KINDS = ("KeyError", "RuntimeError", "StopIteration", "GeneratorExit", "StopAsyncIteration")
CAUGHT = (*KINDS, "Exception", "BaseException", "(KeyError, StopIteration)")


class Writer:
    """Writes programs: a generator function, and functions that use it as a manager."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.count = 0

    def number(self) -> int:
        self.count += 1
        return self.count

    def one_of(self, *makes: Callable[[], str]) -> str:
        return self.random.choice(makes)()

    def note(self) -> str:
        return f"note({self.number()})"

    def error(self) -> str:
        return f"{self.random.choice(KINDS)}({self.number()})"

    def raising(self) -> str:
        return self.one_of(
            lambda: f"raise {self.error()}",
            lambda: f"raise {self.error()} from {self.error()}",
            lambda: f"raise {self.random.choice(KINDS)}",
        )

    def handler(self) -> str:
        return self.one_of(
            self.note,
            self.note,
            self.raising,
            lambda: "raise",
            lambda: "raise error",
            lambda: f"raise {self.error()} from error",
            lambda: f"raise {self.error()} from None",
            lambda: "raise type(error)(*error.args)",
            lambda: f"yield {self.number()}",
            lambda: "return",
        )

    def plain(self) -> str:
        rarely = self.random.random()
        if rarely < 0.1:
            return self.raising()
        if rarely < 0.15:
            return f"yield {self.number()}"
        return f"return {self.number()}" if rarely < 0.2 else self.note()

    def body(self, depth: int) -> str:
        """Return statements with a `yield` in them, as a rule."""
        if depth == 0:
            return self.one_of(
                lambda: f"note((yield {self.number()}))",
                lambda: f"note((yield {self.number()}))",
                lambda: f"yield from [{self.number()}]",
                lambda: f"yield from inner({self.number()})",
                self.note,
            )
        inside = indent(self.body(depth - 1), "    ")
        return self.one_of(
            lambda: f"{self.plain()}\n{self.body(depth - 1)}\n{self.plain()}",
            lambda: f"try:\n{inside}\nfinally:\n    {self.plain()}",
            lambda: self.trying(inside),
            lambda: self.trying(inside),
            lambda: f"{self.trying(inside)}\nelse:\n    {self.plain()}",
            lambda: f"for _ in range({self.random.choice((1, 1, 2))}):\n{inside}",
            lambda: f"with suppress({self.random.choice(CAUGHT)}):\n{inside}",
        )

    def trying(self, inside: str) -> str:
        kind = self.random.choice(CAUGHT)
        return f"try:\n{inside}\nexcept {kind} as error:\n    {self.handler()}"

    def block(self) -> str:
        return self.one_of(
            self.note,
            self.raising,
            self.raising,
            lambda: f"return {self.number()}",
            lambda: "next(iter(()))",
            lambda: f"try:\n    {self.raising()}\nexcept BaseException:\n    {self.raising()}",
            lambda: f"with manager():\n    {self.raising()}",
        )

    def program(self) -> str:
        body = f"{self.plain()}\n" * self.random.randrange(2) + self.body(self.random.randrange(4))
        block = self.block()
        return PROGRAM.format(
            body=indent(body, "    "),
            block=indent(block, "        "),
            inner=indent(self.handler(), "        "),
            kind=self.random.choice(KINDS),
        )


PROGRAM = """\
def inner(number):
    try:
        note((yield number))
    except Exception as error:
{inner}

@contextmanager
def manager():
    if False:
        yield
{body}

def with_a_block():
    with manager() as value:
        note(value)
{block}
    return "went on"

def two_times():
    made = manager()
    for _ in range(2):
        with made:
            note("inside")

@manager()
def decorated():
    if True:
{block}
    return "went on"

def by_hand(kind, value):
    made = manager()
    note(made.__enter__())
    note(bool(made.__exit__(kind, value, None)))
    return bool(made.__exit__(kind, value, None))

def by_hand_without_an_error():
    made = manager()
    note(made.__enter__())
    return bool(made.__exit__(None, None, None))

def not_entered(kind, value):
    return bool(manager().__exit__(kind, value, None))

uses = [
    with_a_block,
    two_times,
    decorated,
    decorated,
    lambda: by_hand({kind}, None),
    lambda: by_hand({kind}, {kind}("by hand")),
    by_hand_without_an_error,
    lambda: not_entered({kind}, {kind}("too early")),
]
"""


def described(error: BaseException | None, seen: tuple[BaseException, ...] = ()) -> Any:
    """Return all that can be seen of an error, but for what is the managers' own."""
    if error is None or error in seen:
        return error and "again"
    said = [repr(argument) for argument in error.args]
    if isinstance(error, AttributeError):
        # The attribute that is missing from a manager that was used before.
        said = [re.sub(r"'\w+'", "...", text) for text in said]
    trace = traceback.extract_tb(error.__traceback__)
    return (
        type(error).__name__,
        said,
        [(entry.name, entry.lineno) for entry in trace if entry.filename == "<program>"],
        error.__suppress_context__,
        described(error.__cause__, (*seen, error)),
        described(error.__context__, (*seen, error)),
    )


def run(source: str, decorate: Decorator) -> list[Any]:
    """Return what a program does with a decorator: notes, outcomes, and what is left suspended."""
    notes: list[Any] = []
    made: list[Any] = []

    def contextmanager(function: Callable[..., Any]) -> Any:
        def noted() -> Any:
            made.append(function())
            return made[-1]

        return decorate(noted)

    names: dict[str, Any] = {
        "note": notes.append,
        "contextmanager": contextmanager,
        "suppress": contextlib.suppress,
    }
    exec(compile(source, "<program>", "exec"), names)
    for use in names["uses"]:
        try:
            notes.append(("returned", use()))
        except BaseException as error:  # noqa: BLE001 - all kinds are raised
            notes.append(("raised", described(error)))
        notes.append([generator.gi_frame is not None for generator in made])
    for generator in made:
        while generator.gi_frame is not None:
            with contextlib.suppress(BaseException):
                generator.close()
    return notes


def program(random: Random) -> str:
    return Writer(random).program()


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 2**64))
def test_no_program_can_tell_one_decorator_from_the_other(seed: int) -> None:
    random = Random(seed)
    for _ in range(20):
        source = program(random)
        assert run(source, rebuilt()) == run(source, contextlib.contextmanager), source


@given(seed=st.integers(0, 2**64))
def test_both_resume_the_generator_in_the_same_way(seed: int) -> None:
    source = program(Random(seed))
    ours, theirs = (resumptions(source, item) for item in (rebuilt(), contextlib.contextmanager))
    assert ours == theirs


def resumptions(source: str, decorate: Decorator) -> list[Any]:
    """Return how each generator of a program was resumed, and what came of it."""
    watched: list[Any] = []

    def watching(function: Callable[..., Any]) -> Any:
        def noted() -> Any:
            watched.append(watch(function(), snapshots=False))
            return watched[-1]

        return decorate(noted)

    names: dict[str, Any] = {
        "note": lambda value: None,
        "contextmanager": watching,
        "suppress": contextlib.suppress,
    }
    exec(compile(source, "<program>", "exec"), names)
    for use in names["uses"]:
        with contextlib.suppress(BaseException):
            use()
    return [
        [(entry.how, entry.outcome, entry.state_after) for entry in generator.transcript]
        for generator in watched
    ]


# The tests can fail: with any of these defects, some program runs differently.

DEFECTS = {
    "a generator that yields again stays open": Defect("leaving", "generator.close()", "pass"),
    "its error says less": Defect("leaving", '"generator didn\'t stop"', '"did not stop"'),
    "its other error says less": Defect("leaving", " after throw()", ""),
    "the end of a block is an error": Defect(
        "leaving", "        return False\n    refuse", "        raise\n    refuse"
    ),
    "a block that went well is swallowed": Defect(
        "leaving", "        return False\n    refuse", "        return True\n    refuse"
    ),
    "what the generator deals with is raised": Defect(
        "leaving", "return raised is not error", "return False"
    ),
    "a StopIteration of the block is swallowed": Defect(
        "leaving", "return raised is not error", "return True"
    ),
    "the error of the block is raised on": Defect("leaving", "raised is error or ", ""),
    "equal errors are taken for the same": Defect(
        "leaving", "raised is error or", "repr(raised) == repr(error) or"
    ),
    "PEP 479 is not undone": Defect("leaving", " or is_made_of(raised, error)", ""),
    "PEP 479 is undone for everything": Defect(
        "leaving", "        and isinstance(error, StopIteration)\n", ""
    ),
    "every error of a StopIteration is undone": Defect(
        "leaving", "        and raised.__cause__ is error\n", ""
    ),
    "any error with such a cause is undone": Defect(
        "leaving", "isinstance(raised, RuntimeError)\n        and ", ""
    ),
    "the traceback keeps its detour": Defect("leaving", "error.__traceback__ = trace", "pass"),
    "entering shows the StopIteration": Defect("rebuilt", " from None", ""),
    "a manager can be entered again": Defect("rebuilt", "        del self.recipe\n", ""),
    "a class is thrown": Defect("rebuilt", "error = kind()", "error = kind"),
    "a decorated function has one manager": Defect(
        "rebuilt", "with Manager(*self.recipe)", "with self"
    ),
    "what it returns is lost": Defect(
        "rebuilt",
        "return function(*args, **kwargs)\n\n        return under",
        "function(*args, **kwargs)\n\n        return under",
    ),
}


@pytest.mark.parametrize("defect", DEFECTS.values(), ids=DEFECTS)
def test_a_defect_is_found(defect: Defect) -> None:
    random = Random(0)
    assert any(_differs(defect, program(random)) for _ in range(2_000))


def _differs(defect: Defect, source: str) -> bool:
    return run(source, rebuilt(defect)) != run(source, contextlib.contextmanager)
