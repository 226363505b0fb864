"""What is said of each transfer: who resumes whom, where, and what goes along."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gentools._record.record import record

CAREFUL = "def g():\n    try:\n        yield 1\n    finally:\n        done = 1\n"
CARELESS = "def g():\n    yield 1\n"
ANSWERING = "def g():\n    try:\n        yield 1\n    except GeneratorExit:\n        return 5\n"
STARTED = "a = g()\nnext(a)\n"
DELEGATING = """\
def inner(fail):
    try:
        yield 1
    except ValueError:
        if fail:
            raise KeyError('k')
    return 5

def outer(fail):
    try:
        result = yield from inner(fail)
    except KeyError:
        result = 6
    yield result

a = outer(FAIL)
next(a)
a.throw(ValueError('no'))
"""
AWAITING = """\
import types

@types.coroutine
def pause():
    yield

async def inner():
    await pause()
    return 5

async def main():
    return await inner()

c = main()
c.send(None)
try:
    c.send(None)
except StopIteration:
    pass
"""
MADE = "has made a"


def said(source: str) -> list[str]:
    """Return what is said of each transfer, but of the module's own and of what is made."""
    steps = [step for step in record(source, by="opcode") if step.transfer]
    return [step.sentence for step in steps[1:-1] if MADE not in step.sentence]


def test_of_a_program_it_is_said_that_it_starts_and_ends() -> None:
    sentences = [step.sentence for step in record("x = 1\n") if step.transfer]
    assert sentences == ["The program starts.", "The program has run to its end."]


def test_of_a_call_it_is_said_who_waits_where_and_what_comes_back() -> None:
    assert said("def f():\n    return 5\nf()\n") == [
        "The program calls `f`, and waits at line 3.",
        "`f` has returned `5` to the program.",
    ]


def test_of_a_function_that_raises_it_is_not_said_that_it_is_closed() -> None:
    source = "def f():\n    raise KeyError('k')\ntry:\n    f()\nexcept KeyError:\n    pass\n"
    assert said(source)[-1] == "`KeyError('k')` leaves `f` and goes on in the program."


def test_of_a_generator_that_is_made_it_is_said_that_nothing_has_run() -> None:
    [made] = [step.sentence for step in record(f"{CAREFUL}a = g()\nb = 1\n") if step.transfer][1:2]
    assert made == (
        "The caller has made a generator: the frame of `g` is created, and not a line of its body "
        "has run."
    )


def test_of_a_loop_it_is_said_at_which_line_it_asks_for_values() -> None:
    assert said(f"{CARELESS}for x in g():\n    pass\n") == [
        (
            "The `for` loop at line 3 resumes `g` for the first time; it starts at the top, where "
            "no `yield` waits for a value."
        ),
        "`g` is suspended at line 2, having yielded `1`; the caller goes on.",
        (
            "The `for` loop at line 3 resumes `g`; `None` is sent, and becomes the value of the "
            "`yield` at line 2."
        ),
        "`g` has returned `None` and is closed; the `for` loop ends.",
    ]


@pytest.mark.parametrize(
    ("call", "end"),
    [
        ("next(a)", "; StopIteration carries `5` to the caller."),
        ("a.send(None)", "; StopIteration carries `5` to the caller."),
        ("a.__next__()", "; StopIteration carries `5` to the caller."),
        ("next(a, None)", "; the caller goes on."),
        ("list(a)", "; the caller goes on."),
        ("2 in a", "; the caller goes on."),
        ("*b, = a", "; the caller goes on."),
        ("a.close()", ", as `close` asks."),
    ],
)
def test_stop_iteration_is_only_said_where_it_is_raised(call: str, end: str) -> None:
    told = said(f"{ANSWERING}    return 5\n{STARTED}try:\n    {call}\nexcept StopIteration: pass\n")
    assert told[-1] == f"`g` has returned `5` and is closed{end}"


def test_an_expression_of_several_lines_is_not_quoted() -> None:
    source = f"{CARELESS}a = g()\nb = [\n    next(\n        a)]\n"
    assert said(source)[0].startswith("The caller resumes `g` for the first time;")


def test_of_a_close_it_is_said_where_it_arrives_and_how_the_generator_ends() -> None:
    assert said(f"{CAREFUL}{STARTED}a.close()\n")[2:] == [
        (
            "`a.close()` resumes `g`; GeneratorExit is thrown in at the `yield` at line 3, where "
            "`g` was waiting."
        ),
        "`GeneratorExit()` leaves `g`, which is closed, as `close` asks.",
    ]


def test_what_is_returned_to_a_close_is_not_said_to_be_carried_by_an_exception() -> None:
    assert said(f"{ANSWERING}{STARTED}a.close()\n")[-1] == (
        "`g` has returned `5` and is closed, as `close` asks."
    )


def test_of_what_is_dropped_it_is_said_that_nobody_asked() -> None:
    assert said(f"{CAREFUL}{STARTED}del a\nb = 1\n")[2:] == [
        (
            "`g` was dropped while it was suspended; GeneratorExit is thrown in at the `yield` at "
            "line 3, to close it."
        ),
        "`GeneratorExit()` leaves `g`, which is closed.",
    ]


@pytest.mark.since(3, 13, reason="GeneratorExit is thrown in up to 3.12")
@pytest.mark.up_to(3, 13, reason="and from 3.14 on again")
def test_of_a_close_that_runs_nothing_it_is_said_so() -> None:
    assert said(f"{CARELESS}{STARTED}a.close()\nb = 1\n")[2:] == [
        "`a.close()` closes `g` where it was suspended, at line 2; nothing of its body runs."
    ]


@pytest.mark.since(3, 13, reason="GeneratorExit is thrown in up to 3.12")
@pytest.mark.up_to(3, 13, reason="and from 3.14 on again")
def test_of_a_drop_that_runs_nothing_it_is_said_so() -> None:
    assert said(f"{CARELESS}{STARTED}del a\nid(1)\nb = 1\n")[2:] == [
        "`g` was dropped and is closed where it was suspended, at line 2; nothing of its body runs."
    ]


@pytest.mark.parametrize("ending", ["a.close()", "del a"])
def test_only_in_3_13_nothing_runs_of_what_ends_outside_of_any_try(ending: str) -> None:
    told = said(f"{CARELESS}{STARTED}{ending}\nid(1)\nb = 1\n")
    thrown = any("GeneratorExit is thrown in" in sentence for sentence in told)
    assert thrown is (sys.version_info[:2] != (3, 13))


@pytest.mark.since(3, 12, reason="GeneratorExit is thrown in up to 3.11")
def test_of_a_close_before_the_start_it_is_said_so() -> None:
    assert said(f"{CARELESS}a = g()\na.close()\nb = 1\n") == [
        "`a.close()` closes `g` before it started; nothing of its body runs."
    ]


def test_of_a_throw_before_the_start_it_is_said_so() -> None:
    source = f"{CARELESS}a = g()\ntry:\n    a.throw(KeyError('k'))\nexcept KeyError:\n    pass\n"
    assert said(source) == [
        (
            "`a.throw(KeyError('k'))` throws `KeyError('k')` into `g`, which was never started "
            "and is closed by it."
        ),
        "`KeyError('k')` leaves `g`, which is closed, and goes on in the caller.",
    ]


def test_a_delegate_that_ends_a_throw_by_returning_gives_its_value_to_the_delegator() -> None:
    assert said(DELEGATING.replace("FAIL", "False"))[-3:] == [
        (
            "`a.throw(ValueError('no'))` resumes `inner`, through `outer`; "
            "`ValueError('no')` is thrown in at the `yield` at line 3, where `inner` was waiting."
        ),
        (
            "`inner` has returned `5` and is closed; `5` becomes the value of `yield from` at "
            "line 11 of `outer`."
        ),
        "`outer` is suspended at line 14, having yielded `5`; the caller goes on.",
    ]


def test_a_delegate_that_ends_a_throw_by_raising_raises_in_the_delegator() -> None:
    assert said(DELEGATING.replace("FAIL", "True"))[-2:] == [
        "`KeyError('k')` leaves `inner`, which is closed, and goes on in `outer`.",
        "`outer` is suspended at line 14, having yielded `6`; the caller goes on.",
    ]


def test_what_is_sent_through_coroutines_is_said_to_be_sent_on_to_the_innermost() -> None:
    assert said(AWAITING)[-4:] == [
        "`c.send(None)` resumes `main`, which sends `None` on.",
        (
            "`c.send(None)` resumes `inner`, through `main`; `None` is sent, and becomes the "
            "value of the `await` at line 8."
        ),
        (
            "`inner` has returned `5` and is closed; `5` becomes the value of `await` at line "
            "12 of `main`."
        ),
        "`main` has returned `5` and is closed; StopIteration carries `5` to the caller.",
    ]


def test_those_that_it_was_sent_through_before_are_named_each_time_it_is_sent_on() -> None:
    longer = AWAITING.replace("c = main()", "async def first():\n    await main()\n\nc = first()")
    sent_on = [
        "`c.send(None)` resumes `first`, which sends `None` on.",
        "`c.send(None)` resumes `main`, through `first`; `main` sends `None` on.",
    ]
    assert [sentence for sentence in said(longer) if " sends " in sentence] == sent_on


UNRECORDED = """\
from contextlib import closing
b = g()
with closing(b):
    next(b)
"""


def test_what_a_with_statement_closes_is_not_said_to_be_dropped() -> None:
    assert said(CAREFUL + UNRECORDED)[2:] == [
        (
            "The `with` statement at line 8 resumes `g`; GeneratorExit is thrown in at the `yield` "
            "at line 3, where `g` was waiting."
        ),
        "`GeneratorExit()` leaves `g`, which is closed.",
    ]


CLOSED_ELSEWHERE = """\
from operator import methodcaller
b = g()
next(b)
methodcaller("close")(b)
"""


def test_what_code_out_of_sight_closes_is_not_said_to_be_dropped() -> None:
    assert said(CAREFUL + CLOSED_ELSEWHERE)[2].startswith("Code that is not recorded resumes `g`;")


MANAGED = """\
from contextlib import contextmanager
@contextmanager
def g():
    yield 1
try:
    with g() as one:
        int("x")
except ValueError:
    pass
with g():
    pass
"""


def test_a_with_statement_resumes_a_generator_and_not_the_call_in_it() -> None:
    resumes = [line for line in said(MANAGED) if " resumes " in line]
    assert [line.split(" resumes ")[0] for line in resumes] == [
        "The `with` statement at line 6",
        "The `with` statement at line 6",
        "The `with` statement at line 10",
        "The `with` statement at line 10",
    ]


def test_a_call_behind_with_that_resumes_by_itself_is_quoted() -> None:
    source = "from contextlib import nullcontext\ndef g():\n    yield nullcontext()\na = g()\n"
    assert said(f"{source}with next(a):\n    pass\n")[0].startswith("`next(a)` resumes `g`")


def test_of_an_unpacking_it_is_said_at_which_line_it_asks_for_values() -> None:
    assert said(f"{CARELESS}*a, b = g()\n")[0] == (
        "The unpacking at line 3 resumes `g` for the first time; it starts at the top, where no "
        "`yield` waits for a value."
    )


def test_the_body_of_a_class_is_not_called() -> None:
    assert said("class C:\n    pass\n") == [
        "The program runs the body of the class `C`.",
        "The body of the class `C` has run to its end.",
    ]


@pytest.mark.up_to(3, 11, reason="later versions throw nothing in")
def test_what_is_dropped_before_its_start_is_not_said_to_have_been_suspended() -> None:
    assert said(f"{CARELESS}a = g()\ndel a\nb = 1\n")[0] == (
        "`g` was dropped before it was started, and is closed."
    )


def test_an_instruction_is_named_with_its_number_where_its_argument_is_one() -> None:
    trace = record("def g():\n    yield\na = g()\nnext(a)\n")
    sentences = " ".join(step.sentence for step in trace)
    assert "about to run `CALL 1`" in sentences
    assert "about to run `PUSH_NULL`" in sentences


ASYNC_GENERATOR = """\
async def numbers():
    try:
        yield 1
    finally:
        done = 1

async def loop(source):
    async for number in source:
        pass

def run(coroutine):
    try:
        coroutine.send(None)
    except (StopIteration, StopAsyncIteration):
        pass

"""


def test_of_the_return_of_an_async_generator_no_value_is_said_to_come_anywhere() -> None:
    assert "`numbers` has returned `None` and is closed; `loop` goes on." in said(
        f"{ASYNC_GENERATOR}run(loop(numbers()))\n"
    )
    source = f"{ASYNC_GENERATOR}a = numbers()\nrun(a.asend(None))\nrun(a.asend(None))\n"
    assert "`numbers` has returned `None` and is closed; `run` goes on." in said(source)


def test_of_an_async_generator_that_is_closed_it_is_not_said_that_the_exit_goes_on() -> None:
    source = f"{ASYNC_GENERATOR}a = numbers()\nrun(a.asend(None))\nrun(a.aclose())\n"
    assert "`GeneratorExit()` leaves `numbers`, which is closed." in said(source)


@pytest.mark.since(3, 12, reason="GeneratorExit is thrown in up to 3.11")
@pytest.mark.parametrize("by", ["line", "transfer"])
def test_of_a_close_before_the_start_only_the_caller_is_named_where_no_instruction_is(
    by: str,
) -> None:
    trace = record(f"{CARELESS}a = g()\na.close()\nb = 1\n", by=by)  # type: ignore[arg-type]
    assert "The caller closes `g` before it started; nothing of its body runs." in [
        step.sentence for step in trace
    ]


def test_code_that_is_not_recorded_is_the_caller() -> None:
    def counting() -> Iterator[int]:
        yield 1

    assert record(counting, by="transfer")[2].sentence == (
        "The caller resumes `counting`; `None` is sent, and becomes the value of the `yield` at "
        f"line {counting.__code__.co_firstlineno + 1}."
    )


@pytest.mark.native
def test_without_the_columns_of_the_code_no_expression_is_quoted() -> None:
    program = (
        "from gentools._record.record import record\n"
        f"trace = record({CARELESS + STARTED!r})\n"
        "print(*(step.sentence for step in trace if step.transfer), sep='\\n')\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "no_debug_ranges", "-c", program],
        cwd=Path(__file__).resolve().parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[2] == (
        "The caller resumes `g` for the first time; it starts at the top, where no `yield` waits "
        "for a value."
    )
