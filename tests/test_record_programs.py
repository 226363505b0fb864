"""What can be recorded, and how a recording ends."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

from gentools._record.alarm import alarm
from gentools._record.limits import Limits, Meter
from gentools._record.loading import load
from gentools._record.model import Trace
from gentools._record.record import record


def numbers(end: int) -> Iterator[int]:
    number = 0
    while number < end:
        yield number
        number += 1


def add_up() -> int:
    total = 0
    for number in numbers(3):
        total += number
    return total


def test_a_function_is_recorded_with_those_of_its_module() -> None:
    trace = record(add_up)
    assert {frame.name for frame in trace[-1].frames} == {"add_up", "numbers"}
    assert trace.end.how == "finished"


def test_a_generator_function_is_run_to_its_end() -> None:
    trace = record(numbers, args=[2], by="transfer")
    yields = [s.transfer for s in trace if s.transfer and s.transfer.kind == "yield"]
    assert len(yields) == 2


def test_of_a_function_s_file_what_ran_is_kept() -> None:
    (source,) = record(numbers, args=[1]).sources
    assert source.name == "test_record_programs.py"
    assert source.line(source.first).startswith("def numbers")
    assert "test_of_a" not in source.text


def test_a_file_is_run_as_the_main_module(tmp_path: Path) -> None:
    path = tmp_path / "hello.py"
    path.write_text("import sys\nprint(__name__, sys.argv[1:])\n", encoding="utf-8")
    trace = record(path, argv=["a", "b"])
    assert trace.printed == "__main__ ['a', 'b']\n"
    assert trace.name == trace.sources[0].name == "hello.py"
    assert str(tmp_path) not in trace.to_json()


@pytest.mark.parametrize(
    ("source", "how", "words"),
    [
        ("x = 1\n", "finished", "ran to its end"),
        ("raise ValueError('no')\n", "raised", "ValueError('no')"),
        ("import sys\nsys.exit(3)\n", "exited", "exited with 3"),
        ("import os\nos._exit(3)\n", "exited", "os._exit(3)"),
        ("import os\nos.abort()\n", "exited", "os.abort()"),
        ("input()\n", "raised", "EOFError"),
        ("def f(n):\n    f(n + 1)\nf(0)\n", "raised", "RecursionError"),
        ("raise KeyboardInterrupt\n", "stopped", "interrupted"),
    ],
)
@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_the_end_is_told(source: str, how: str, words: str, by: str) -> None:
    end = record(source, by=by, max_seconds=60).end  # type: ignore[arg-type]
    assert (end.how, words in end.sentence) == (how, True)


ENDLESS = "while True:\n    try:\n        x = 1\n    except BaseException:\n        pass\n"


@pytest.mark.parametrize("source", ["while True:\n    pass\n", ENDLESS])
def test_a_program_that_never_ends_is_stopped_after_so_many_steps(source: str) -> None:
    trace = record(source, max_steps=100)
    assert len(trace) == 100
    assert trace.end.how == "stopped"
    assert "100 steps" in trace.end.sentence


@pytest.mark.parametrize("source", ["while True:\n    pass\n", ENDLESS])
@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_a_program_that_never_ends_is_stopped_after_some_time(source: str, by: str) -> None:
    enough = 10**9
    end = record(
        source,
        by=by,  # type: ignore[arg-type]
        max_seconds=0.2,
        max_steps=enough,
        max_size=enough,
    ).end
    assert (end.how, "0.2 seconds" in end.sentence) == ("stopped", True)


@pytest.mark.posix
@pytest.mark.parametrize("wait", ["time.sleep(60)", "threading.Lock().acquire(timeout=60)"])
def test_a_program_that_waits_is_stopped(wait: str) -> None:
    source = f"import time, threading\nlock = threading.Lock()\n{wait}\n"
    if "Lock" in wait:
        source = "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n"
    assert record(source, max_seconds=0.2).end.how == "stopped"


def test_a_program_that_prints_for_ever_is_stopped() -> None:
    trace = record("while True:\n    print('x' * 1000)\n", max_size=50_000)
    assert trace.end.how == "stopped"
    assert 30_000 < len(trace.printed) < 60_000


@pytest.mark.parametrize("items", ["range(10**6, 10**6 + 40)", "map(str, range(40))"])
def test_a_program_that_makes_too_much_at_once_is_stopped_at_once(items: str) -> None:
    trace = record(f"a = [*{items}]\nb = 1\n", max_size=900)
    assert (trace.end.how, "900 bytes" in trace.end.sentence) == ("stopped", True)
    assert not any("b" in step.frame.locals for step in trace)


@pytest.mark.posix
@pytest.mark.native
def test_an_alarm_that_rings_before_or_after_the_program_stops_nothing() -> None:
    meter = Meter(Limits(steps=1, seconds=0.01, size=1, depth=1))
    with alarm(meter):
        time.sleep(0.1)
    assert meter.reached is None


def test_what_is_printed_is_kept_and_goes_nowhere_else(capsys: pytest.CaptureFixture[str]) -> None:
    trace = record("import sys\nprint('a')\nprint('b', file=sys.stderr)\n")
    assert [item for step in trace for item in step.output if item.text.strip()] == [
        ("stdout", "a"),
        ("stderr", "b"),
    ]
    assert trace[-1].printed == trace.printed == "a\nb\n"
    assert capsys.readouterr() == ("", "")


def test_bytes_that_are_printed_are_text_in_its_place() -> None:
    trace = record(
        "import sys\nprint('a')\nout = sys.stdout.buffer\n"
        "out.write(b'\\xc3')\nout.write(bytearray(b'\\xa9'))\nout.flush()\nprint('b')\n"
        "out.write(b'\\xff')\nsys.stderr.buffer.write(b'c')\nout.write(b'\\xc3')\nprint('d')\n"
        "out.write(b'\\xe2\\x82')\n"
    )
    assert trace.end.how == "finished"
    assert trace.printed == "a\n\u00e9b\n\ufffdc\ufffdd\n\ufffd"


def test_no_text_is_written_as_bytes() -> None:
    trace = record("import sys\nsys.stdout.buffer.write('a')\n")
    assert trace.end.sentence.startswith('The program ended with TypeError("a bytes-like object')


def test_a_text_with_a_lone_surrogate_is_no_python() -> None:
    with pytest.raises(SyntaxError, match=r"lone surrogate '\\udcff' in line 2, which is no char"):
        record("x = 1\ny = '\udcff'\n")


def test_a_frame_can_end_its_own_tracing_on_python_3_11() -> None:
    source = (
        "import sys\ndef f():\n    sys._getframe().f_trace = None\n    x = 1\n    return x\n"
        "y = f()\nz = y\n"
    )
    trace = record(source, by="line")
    seen = {step.line for step in trace if step.frame.name == "f"}
    assert (4 in seen) == (sys.version_info >= (3, 12))
    assert trace.end.how == "finished"
    assert "y" in trace[-2].frame.locals


@pytest.mark.native
def test_threads_of_the_program_run_and_are_not_recorded() -> None:
    source = (
        "import threading\nseen = []\ndef work():\n    seen.append(1)\n"
        "t = threading.Thread(target=work)\nt.start()\nt.join()\nprint(seen)\n"
    )
    trace = record(source)
    assert trace.printed == "[1]\n"
    assert {frame.name for frame in trace[-1].frames} == {"<module>"}


def test_a_trace_function_of_the_program_works_or_is_refused() -> None:
    source = "import sys\nsys.settrace(lambda *_: None)\nsys.settrace(None)\nprint('on')\n"
    trace = record(source)
    if sys.version_info < (3, 12):
        assert trace.end.how == "raised"
        message = trace[-1].value(trace.end.value or 0).text
        assert message.startswith("RuntimeError('a program that is recorded on Python 3.11")
    else:
        assert trace.printed == "on\n"


def test_all_is_as_it_was_afterwards() -> None:
    def state() -> tuple[object, ...]:
        streams = (sys.stdin, sys.stdout, sys.stderr, sys.argv, sys.modules["__main__"])
        functions = (os._exit, sys.gettrace(), sys.settrace)
        return (*streams, *functions, sys.getrecursionlimit(), gc.isenabled(), list(sys.path))

    before = state()
    for source in ("x = 1", "raise ValueError", "import os\nos._exit(1)", "while True: pass"):
        record(source, max_steps=50)
        assert state() == before


@pytest.mark.since(3, 12, reason="Python 3.11 has no sys.monitoring")
def test_the_tool_of_monitoring_is_given_back() -> None:
    monitoring = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
    taken = [monitoring.get_tool(tool) for tool in range(6)]
    record("x = 1")
    assert [monitoring.get_tool(tool) for tool in range(6)] == taken


@pytest.mark.since(3, 12, reason="Python 3.11 has no sys.monitoring")
def test_where_all_tools_of_monitoring_are_taken_it_is_said_how_to_free_one() -> None:
    monitoring = sys.monitoring  # type: ignore[attr-defined,unused-ignore]
    free = [tool for tool in range(6) if monitoring.get_tool(tool) is None]
    for tool in free:
        monitoring.use_tool_id(tool, "a test")
    try:
        with pytest.raises(RuntimeError, match=r"all six tool ids .* are taken; free one"):
            record("x = 1")
    finally:
        for tool in free:
            monitoring.free_tool_id(tool)


def test_a_recording_can_be_made_while_one_is_made() -> None:
    source = "from gentools._record.record import record\nprint(len(record('x = 1')) > 0)\n"
    trace = record(source)
    if sys.version_info < (3, 12):
        assert trace.end.how == "raised"
    else:
        assert trace.printed == "True\n"


def test_the_program_lives_in_a_module_of_its_own() -> None:
    source = (
        "import sys\nprint(sys.modules['__main__'].__dict__ is globals(), 'pytest' in globals())"
    )
    assert record(source).printed == "True False\n"


async def some_coroutine() -> None:
    await asyncio.sleep(0)


@pytest.mark.parametrize(
    ("program", "error", "words"),
    [
        (5, TypeError, "a function, a str with source text, or a path of a file; got int"),
        (len, TypeError, "written in Python"),
        (some_coroutine, TypeError, "give a function that runs it"),
        ("def f(:", SyntaxError, "invalid syntax"),
        (Path("no such file.py"), FileNotFoundError, "no such file.py"),
    ],
)
def test_a_program_that_cannot_be_recorded_is_one_clear_error(
    program: object, error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        record(program)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"by": "word"}, "by must be 'opcode', 'line' or 'transfer'; got 'word'"),
        ({"follow": ["f"]}, "no function 'f' to follow; it has g"),
        ({"max_steps": 0}, "max_steps must be greater than 0; got 0"),
        ({"max_seconds": -1}, "max_seconds must be greater than 0; got -1"),
        ({"max_seconds": float("nan")}, "max_seconds must be greater than 0; got nan"),
    ],
)
def test_a_bad_option_is_one_clear_error(options: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        record("def g():\n    yield\n", **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"max_steps": "9"}, "max_steps must be an int; got str"),
        ({"max_size": 1.5}, "max_size must be an int; got float"),
        ({"max_seconds": None}, "max_seconds must be a number; got NoneType"),
        ({"max_steps": True}, "max_steps must be an int; got bool"),
        ({"args": 5}, "args must be a sequence of values, such as a list; got int"),
        ({"args": "ab"}, "args must be a sequence of values, such as a list; got str"),
        ({"argv": "ab"}, "argv must be a sequence of str, such as a list; got str"),
        ({"argv": [1]}, "argv must hold nothing but str"),
        ({"follow": 5}, "follow must be a sequence of names, such as a list; got int"),
        ({"name": 5}, "name must be a str; got int"),
    ],
)
def test_an_option_of_another_type_is_one_clear_error(
    options: dict[str, object], words: str
) -> None:
    with pytest.raises(TypeError, match=words):
        record("x = 1", **options)  # type: ignore[arg-type]


def test_there_may_be_no_limit_of_time() -> None:
    assert record("x = 1", max_seconds=float("inf")).end.how == "finished"


@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
@pytest.mark.parametrize(
    "source",
    [
        "x = []\nx.append(x)\ny = {}\ny[0] = y\nz = (x, y)\n",
        "x = [print]\nfor i in range(40):\n    x = [x] * 40\n",
        "globals()[5] = 1\nx = 2\n",
        "import sys\nclass X:\n    def __repr__(self):\n        raise ValueError\nsys.exit(X())\n",
        (
            "class M(type):\n    def __eq__(self, other):\n        raise ValueError\n"
            "    __hash__ = __getattribute__ = __eq__\n"
            "class A(metaclass=M):\n    pass\ndef g(*all):\n    yield all\nb = [A(), *g(A())]\n"
        ),
    ],
)
def test_hostile_objects_do_no_harm(source: str, by: str) -> None:
    trace = record(source, by=by)  # type: ignore[arg-type]
    assert trace.end.how in ("finished", "exited")
    again = Trace.from_json(trace.to_json())
    assert [step.sentence for step in again] == [step.sentence for step in trace]


def test_follow_is_no_single_name() -> None:
    with pytest.raises(TypeError, match="follow must be a sequence of names"):
        record("def g():\n    yield\n", follow="g")


def test_args_are_for_functions_and_argv_for_the_others() -> None:
    with pytest.raises(TypeError, match="args is for a program that is a function"):
        record("x = 1", args=[1])
    with pytest.raises(TypeError, match="argv is for a program that is a text or a file"):
        record(add_up, argv=[])


def test_recording_the_same_program_gives_the_same_bytes() -> None:
    source = "print({'b', 'a', 'c'})\ndef g():\n    yield object()\nlist(g())\n"
    assert record(source).to_json() == record(source).to_json()


def test_nothing_of_the_machine_is_in_a_recording() -> None:
    text = record("class A:\n    pass\na = A()\nf = lambda: a\nb = [a, f]\n").to_json()
    assert " at 0x" not in text and "0x" not in text
    assert time.strftime("%Y") not in text.replace(Trace.from_json(text).python, "")
    assert str(Path.cwd()) not in text


@pytest.mark.native
def test_a_function_can_be_recorded_in_another_thread() -> None:
    found: list[Trace] = []
    thread = threading.Thread(target=lambda: found.append(record(add_up)))
    thread.start()
    thread.join()
    assert found[0].to_json() == record(add_up).to_json()


def test_the_output_of_a_program_takes_text_as_any_output_does() -> None:
    trace = record(
        "import sys\nprint(sys.stdout.writable(), sys.stdout.buffer.writable())\n"
        "sys.stdout.write(5)\n"
    )
    assert trace.printed == "True True\n"
    assert (trace.end.how, "TypeError" in trace.end.sentence) == ("raised", True)


def test_of_a_function_there_is_nothing_to_open_in_a_recording() -> None:
    step = record("def f():\n    pass\nf.x = 1\ng = [len, int, f]\nh = g\n")[-2]
    shown = [step.value(number) for number in (step.frame.locals[name] for name in "fg")]
    assert [value.type for value in shown] == ["function", "list"]
    assert shown[0].parts == ()
    assert [step.value(number).parts for _, number in shown[1].parts] == [(), (), ()]


def test_a_step_is_shown_by_its_number_and_its_sentence() -> None:
    assert repr(record("x = 1\n")[0]) == "<Step 0: The program starts.>"


@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_what_is_called_while_a_program_is_stopped_does_not_run(by: str) -> None:
    source = (
        "import contextlib\ndef turning():\n    pass\n"
        "class Last(contextlib.ContextDecorator):\n"
        "    def __enter__(self):\n        pass\n"
        "    def __exit__(self, *_):\n        print('left')\n"
        "@Last()\ndef for_ever():\n    while True:\n        turning()\n"
        "for_ever()\n"
    )
    trace = record(source, by=by, max_steps=100)  # type: ignore[arg-type]
    assert (trace.end.how, trace.printed) == ("stopped", "")
    assert len(trace) <= 100


def test_what_a_dropped_recording_held_is_freed_at_once() -> None:
    """Its steps would else stay until the garbage collector comes."""
    gc.collect()
    gc.disable()
    try:
        before = len(gc.get_objects())
        steps = len(record("total = 0\nfor number in range(300):\n    total += number\n"))
        left = len(gc.get_objects()) - before
    finally:
        gc.enable()
    assert steps > 2000
    assert left < steps / 4


@pytest.mark.native
@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_a_tracer_that_comes_later_wakes_nothing_in_frames_that_outlive_the_recording(
    by: Literal["opcode", "line", "transfer"],
) -> None:
    kept: list[Iterator[int]] = []

    def keep() -> None:
        kept.append(numbers(3))
        next(kept[0])

    trace = record(keep, by=by)
    before, count = sys.gettrace(), len(trace)
    sys.settrace(lambda *_: None)
    try:
        assert list(kept[0]) == [1, 2]
    finally:
        sys.settrace(before)
    assert len(trace) == count


def test_a_program_that_is_ready_to_run_is_recorded_like_what_it_was_made_of() -> None:
    source = "import sys\nprint(sys.argv)\n"
    ready = load(source, (), ["a"], None)
    assert record(ready).to_json() == record(source, argv=["a"]).to_json()
    with pytest.raises(TypeError, match="give a prepared program argv"):
        record(ready, args=[1])


@pytest.mark.parametrize("kind", ["dict", "Space"])
def test_the_variables_of_a_class_are_seen_in_whatever_its_metaclass_keeps_them(kind: str) -> None:
    source = (
        "class Space(dict):\n    pass\nclass Meta(type):\n"
        f"    def __prepare__(name, bases):\n        return {kind}()\n"
        "class C(metaclass=Meta):\n    x = 1\n    x = 2\n"
    )
    trace = record(source)
    seen = [step for step in trace if step.frame.name == "C" and "x" in step.frame.locals]
    assert {step.value(step.frame.locals["x"]).text for step in seen} == {"1", "2"}


def test_numbers_are_told_apart_however_great_they_are() -> None:
    step = record("a = 10**18\nb = 10**18 + 1\nc = 10**18\nd = 0\n")[-2]
    numbers = [step.frame.locals[name] for name in "abc"]
    assert [step.value(number).text for number in numbers[:2]] == [str(10**18), str(10**18 + 1)]
    assert numbers[2] == numbers[0]


def test_a_function_without_a_source_is_recorded_too() -> None:
    space: dict[str, Any] = {}
    exec("\n\ndef g():\n    yield 1\n\ndef f():\n    return next(g())\n", space)
    trace = record(space["f"])
    assert trace.end.how == "finished"
    assert {step.source_line for step in trace} == {""}
    sentences = [step.sentence for step in trace if step.transfer]
    assert sentences[1].startswith("`f` resumes `g` for the first time;")
