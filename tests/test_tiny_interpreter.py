"""The tiny interpreter of the book runs generators as CPython does, program by program.

Programs are made at random, of all that it can compile. Each runs twice, on both, is resumed in
every way there is, and whatever can be seen of it is compared: values, exceptions with their
messages and causes, and notes that the program takes on the way.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from random import Random
from textwrap import indent
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snippets.corpus import ROOT, Corpus

# Since 3.14 the compiler warns of a `return` in a `finally`.
pytestmark = pytest.mark.filterwarnings("ignore::SyntaxWarning")

CHAPTER = "tiny-interpreter"
EXAMPLES = 100
#: In each example of the test of thousands.
PROGRAMS = 20
AT_ANY_SPEED = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
#: As many rounds as all loops of a program have together.
FUEL = 6

Namespace = dict[str, Any]
Make = Callable[[str, Namespace], Namespace]
Call = tuple[str, Any]


# What is compared.


class Defect(NamedTuple):
    """Of what a listing says, something else."""

    listing: str
    old: str
    new: str


@cache
def _sources() -> dict[str, str]:
    corpus = Corpus.load(ROOT, [CHAPTER])
    chain = corpus.chain(corpus.blocks[f"{CHAPTER}/delegation"])
    return {block.name: block.source for block in chain}


@cache
def interpreter(defect: Defect | None = None) -> Make:
    """Return `load`, as the last of the listings leaves it."""
    sources = _sources()
    if defect is not None:
        assert sources[defect.listing].count(defect.old) == 1
        broken = sources[defect.listing].replace(defect.old, defect.new)
        sources = {**sources, defect.listing: broken}
    names: Namespace = {"__name__": "tiny_interpreter"}
    for name, source in sources.items():
        exec(compile(source, f"{name}.py", "exec"), names)
    load: Make = names["load"]
    return load


def on_cpython(source: str, names: Namespace) -> Namespace:
    exec(source, names)
    return names


class OneValue:
    """An iterator that can't be sent anything, nor thrown at."""

    def __init__(self, value: Any) -> None:
        self.values = [value]

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        if not self.values:
            raise StopIteration("no more")
        return self.values.pop()


class Odd(OneValue):
    """A delegate of its own kind: it answers what is thrown, and fails when it is closed."""

    def __init__(self, value: Any, again: Callable[[], Any]) -> None:
        super().__init__(value)
        self.again = again

    def send(self, value: Any) -> Any:
        if value == 1:
            raise StopIteration(value)
        return ("sent", value)

    def throw(self, error: BaseException) -> Any:
        if isinstance(error, KeyError):
            raise StopIteration("caught")
        if isinstance(error, ValueError):
            return "thrown"
        if isinstance(error, Exception):
            return self.again()
        raise error

    def close(self) -> None:
        raise ZeroDivisionError("can't be closed")


class Run:
    """One program, run by one of the two."""

    def __init__(self, make: Make, source: str) -> None:
        self.seen: list[tuple[str, ...]] = []
        self.kept: list[Any] = []
        self.fuel = FUEL
        names = {
            "note": lambda value: self.seen.append(("noted", repr(value))),
            "keep": self.keep,
            "more": self.more,
            "again": self.again,
            "pair": lambda value: iter((value, value)),
            "one_value": OneValue,
            "odd": lambda value: Odd(value, self.again),
        }
        self.names = make(source, names)

    def keep(self, iterator: Any) -> Any:
        """Keep what would be closed when it is dropped: at different moments in the two."""
        self.kept.append(iterator)
        return iterator

    def again(self) -> Any:
        """Resume the first that was made, which is often the one that runs."""
        return next(self.kept[0])

    def more(self) -> bool:
        self.fuel -= 1
        return self.fuel >= 0

    def drive(self, calls: list[Call]) -> list[tuple[str, ...]]:
        generator = self.keep(self.names["three"](1))
        for way, argument in calls:
            self.call(generator, way, *_arguments(way, argument))
        for iterator in self.kept:
            self.call(iterator, "close")
            while "ignored" in self.seen[-1][1]:
                self.call(iterator, "close")
        return self.seen

    def call(self, generator: Any, way: str, *arguments: Any) -> None:
        try:
            value = getattr(generator, way)(*arguments)
        except BaseException as error:  # noqa: BLE001 - whatever comes
            self.seen.append((way, _shown(error)))
        else:
            told = way != "close" or sys.version_info >= (3, 13)
            self.seen.append((way, "returned", repr(value) if told else ""))


def _arguments(way: str, argument: Any) -> tuple[Any, ...]:
    if way == "close":
        return ()
    return (argument("thrown"),) if way == "throw" else (argument,)


def _shown(error: BaseException) -> str:
    cause = error.__cause__
    value = f", value {error.value!r}" if isinstance(error, StopIteration) else ""
    return repr(error) + value + (f" from {_shown(cause)}" if cause else "")


class Case(NamedTuple):
    """A program, and what is done to its generator."""

    source: str
    calls: list[Call]


def both(load: Make, case: Case) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return what is seen of `case` on CPython, and on the tiny interpreter."""
    return Run(on_cpython, case.source).drive(case.calls), Run(load, case.source).drive(case.calls)


# Programs.

SIMPLE = [
    "x = yield y", "y = yield x", "x = (x, (yield y))", "yield", "yield (yield x)",
    "y = yield from keep(inner(x))", "x = (y, (yield from keep(inner(x))))",
    "x = yield from pair(y)", "x = yield from one_value(y)", *["y = yield from keep(odd(x))"] * 3,
    "y = yield from iter(x)", "y = next(keep(inner(x)))", "x = again()", "y = again()",
    "x = plain(y)", "note(x)",
    "note(y)", "x = y", "x += 1", "y = (x, y)", "y = -1", "note(1 // x)", "note(not x)",
    "return x", "return", "raise ValueError(x)", "raise KeyError", "raise StopIteration(x)",
    "raise KeyError(x) from ValueError(y)", "raise x", "pass", "y = (x, 1 // 0)",
    "x = (y, again())",
]  # fmt: skip
PLAIN = [line for line in SIMPLE if "yield" not in line and "plain" not in line]

COMPOUND = [
    ["if x == y:", "else:"],
    ["if 0 < x:"],
    ["while more():"],
    ["for x in (1, 2):"],
    ["for y in (0, x, 3):"],
    ["for y in keep(inner(x)):"],
    ["try:", "finally:"],
    ["try:", "except ValueError:"],
    ["try:", "except ValueError:", "else:"],
    ["try:", "except Exception as y:", "finally:"],
    ["try:", "except KeyError as x:", "except GeneratorExit:", "finally:"],
    ["try:", "except BaseException as y:", "else:", "finally:"],
    ["try:", "except (KeyError, ValueError):"],
    ["try:", "except:"],
    ["try:", "except (KeyError, StopIteration) as y:"],
    ["try:", "except Exception:"],
    ["try:", "except Exception as error:"],
]
ERRORS = [ValueError, KeyError, GeneratorExit, ZeroDivisionError]
if sys.version_info >= (3, 12):
    # Thrown at a delegate that takes no exceptions, it ends the `yield from` only since 3.12, and
    # thrown into a generator that was not started it becomes a RuntimeError only before.
    ERRORS.append(StopIteration)


WAYS = ["send"] * 5 + ["throw"] * 3 + ["close"]


def _block(rng: Random, simple: list[str], depth: int) -> str:
    return "\n".join(_statement(rng, simple, depth) for _ in range(rng.randint(1, 3)))


def _statement(rng: Random, simple: list[str], depth: int) -> str:
    if depth == 0 or rng.random() < 0.4:
        return rng.choice(simple)
    parts = []
    for head in rng.choice(COMPOUND):
        more = ["raise"] * 9 + ["x = again()"] * 3 if head.startswith("except") else []
        more += ["note(error)"] * 9 if head.endswith("error:") else []
        parts += [head, indent(_block(rng, simple + more, depth - 1), " ")]
    return "\n".join(parts)


def _function(rng: Random, name: str, inner: str) -> str:
    is_plain = name == "plain"
    first, last = ("pass", "return x") if is_plain else ("yield x", "yield y")
    first = rng.choice(["pass", first, first])
    body = "\n".join(["y = 0", first, _block(rng, PLAIN if is_plain else SIMPLE, 2), last])
    return f"def {name}(x):\n{indent(body, ' ')}\n".replace("inner", inner)


def case(rng: Random) -> Case:
    """Return four functions, of which the last is called, and what to do with its generator."""
    pairs = ("plain", "pair"), ("one", "pair"), ("two", "one"), ("three", "two")
    source = "".join(_function(rng, name, inner) for name, inner in pairs)
    calls: list[Call] = [("send", None)] if rng.random() < 0.8 else []
    for _ in range(rng.randint(1, 7)):
        way = rng.choice(WAYS)
        argument = rng.choice([None, None, 0, 1]) if way == "send" else rng.choice(ERRORS)
        calls.append((way, argument))
    return Case(source, calls)


@given(st.randoms(use_true_random=False))
@AT_ANY_SPEED
def test_a_program_runs_as_on_cpython(rng: Random) -> None:
    made = case(rng)
    theirs, ours = both(interpreter(), made)
    assert ours == theirs, made.source


@given(st.integers(0, 2**64))
@AT_ANY_SPEED
def test_thousands_of_programs_run_as_on_cpython(seed: int) -> None:
    rng = Random(seed)
    for _ in range(PROGRAMS):
        made = case(rng)
        theirs, ours = both(interpreter(), made)
        assert ours == theirs, made.source


# The tests can fail: with any of these defects, some program runs differently.

DEFECTS = {
    "a StopIteration leaves the body": Defect("guard", "isinstance(error, StopIteration)", "False"),
    "the name of a caught exception is no variable": Defect("load", ", *caught", ""),
    "the name of a caught exception stays": Defect("handlers", "del frame.variables[name]", "pass"),
    "a block is never left": Defect("handlers", "    frame.blocks.pop()", "    pass"),
    "a finally forgets what was in progress": Defect(
        "handlers", "    return frame.stack.pop()", "    frame.stack.pop()"
    ),
    "the stack is not cut": Defect("unwinding", "del frame.stack[depth:]", "pass"),
    "a return skips finally": Defect(
        "unwinding", 'if kind == "finally" or (', "if isinstance(left, Raised) and ("
    ),
    "a bare raise finds the outermost": Defect(
        "handlers", "in reversed(frame.blocks)", "in frame.blocks"
    ),
    "a cause is dropped": Defect("handlers", "raise error from cause", "raise error"),
    "a running generator is resumed": Defect("generator", "if self.running:", "if False:"),
    "a fresh generator is sent a value": Defect(
        "generator", "if value is not None and", "if False and"
    ),
    "close does not insist": Defect(
        "generator", 'raise RuntimeError("generator ignored GeneratorExit")', "return None"
    ),
    "a finished frame is kept": Defect("generator", "self.frame = None", "pass"),
    "a delegate is not asked": Defect("delegation", 'if name == "YIELD_FROM"', "if False"),
    "a delegate is not closed": Defect("delegation", "delegate.close()", "pass"),
    "nothing is sent to a delegate": Defect("delegation", "delegate.send(value)", "next(delegate)"),
    "what a delegate returns is lost": Defect("delegation", "= stop.value", "= None"),
    "the end of a delegate by throw is missed": Defect(
        "delegation", "self.frame.place += 1", "pass"
    ),
    "what a delegate raises is replaced": Defect("delegation", "error = raised", "pass"),
    "a delegate does not see that its generator runs": Defect(
        "delegation", "        self.running = True", "        pass"
    ),
}


@pytest.mark.parametrize("defect", DEFECTS.values(), ids=DEFECTS)
def test_a_defect_is_found(defect: Defect) -> None:
    rng = Random(0)
    assert any(_differs(interpreter(defect), case(rng)) for _ in range(1_000))


def _differs(load: Make, made: Case) -> bool:
    try:
        theirs, ours = both(load, made)
    except Exception:  # noqa: BLE001 - the interpreter itself fails
        return True
    return theirs != ours
