"""Recording a program against a trace function that stores nothing, PySnooper and snoop."""

from __future__ import annotations

import gzip
import io
import linecache
import sys
import tracemalloc
from collections.abc import Callable
from types import CodeType, FrameType
from typing import Any

import pysnooper
import snoop

from gentools import record
from tests.bench.timing import medians, row

ENOUGH = 10**9
ROUNDS = 7
LOOPS = (200, 400, 800, 1600)

PROGRAM = """\
def my_range(start, end):
    index = start
    while index < end:
        yield index
        index += 1

for number in my_range(0, {loops}):
    pass
"""

FUNCTION = """\
def average(count):
    total = 0
    for number in range(count):
        square = number * number
        total += square
    return total / count
"""


def main() -> None:
    """Print the tables."""
    by_opcode()
    by_line()
    memory()
    size()


def by_opcode() -> None:
    """Compare with a callback for the same instructions."""
    source = PROGRAM.format(loops=LOOPS[0])
    code = compile(source, "<program>", "exec")
    steps = len(recorded(source, "opcode"))
    times = medians(
        {"bare": lambda: trace(code), "record": lambda: recorded(source, "opcode")}, ROUNDS
    )
    bare = times["bare"] / trace(code)
    each = times["record"] / steps
    print(row("settrace, storing nothing, an opcode", bare, "1.0x"))
    print(row("record by opcode, a step", each, f"{each / bare:.1f}x", "at most 20x"))


def recorded(source: str, by: Any, *, most: int = ENOUGH) -> Any:
    return record(source, by=by, max_steps=most, max_seconds=ENOUGH, max_size=ENOUGH)


def trace(code: CodeType) -> int:
    """Run `code` under a trace function that only counts; return how many opcodes it saw."""
    seen = 0

    def called(frame: FrameType, _: str, __: object) -> Any:
        if frame.f_code.co_filename != "<program>":
            return None
        frame.f_trace_lines = False
        frame.f_trace_opcodes = True
        return local

    def local(_: FrameType, event: str, __: object) -> Any:
        nonlocal seen
        if event == "opcode":
            seen += 1
        return local

    before = sys.gettrace()
    sys.settrace(called)
    try:
        exec(code, {})
    finally:
        sys.settrace(before)
    return seen


def by_line() -> None:
    """Compare with what prints each line, and the variables that it has changed."""
    average = function()
    count = 1000
    lines = 3 * count + 3
    texts: dict[str, Callable[[], object]] = {
        "record by line": lambda: record(
            average,
            by="line",
            args=(count,),
            max_steps=ENOUGH,
            max_seconds=ENOUGH,
            max_size=ENOUGH,
        ),
        "PySnooper": lambda: pysnooper.snoop(io.StringIO())(average)(count),
        "snoop": lambda: snoop.Config(out=io.StringIO(), color=False).snoop(average)(count),
    }
    times = medians(texts, ROUNDS)
    ours = times["record by line"]
    for title, seconds in times.items():
        wanted = "" if seconds == ours else "5x or more"
        print(row(f"{title}, a line", seconds / lines, f"{seconds / ours:.1f}x", wanted))


def function() -> Callable[[int], float]:
    """Return the function, with a source that can be found."""
    name = "<average>"
    linecache.cache[name] = (len(FUNCTION), None, FUNCTION.splitlines(keepends=True), name)
    namespace: dict[str, Any] = {}
    exec(compile(FUNCTION, name, "exec"), namespace)
    found: Callable[[int], float] = namespace["average"]
    return found


def memory() -> None:
    """Print what recordings of several lengths hold on to."""
    for loops in LOOPS:
        source = PROGRAM.format(loops=loops)
        recorded(source, "opcode")
        tracemalloc.start()
        trace = recorded(source, "opcode")
        held, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        title = f"a recording of {len(trace)} steps"
        kept = f"{held / 1e6:.2f} MB"
        each = f"{held / len(trace):.0f} bytes a step, at most {peak / len(trace):.0f}"
        print(f"{title:46} {kept:>10} {each:>49}")


def size() -> None:
    """Print how large a recording is on disk."""
    trace = recorded(PROGRAM.format(loops=ENOUGH), "opcode", most=2000)
    packed = len(gzip.compress(trace.to_json().encode(), mtime=0))
    title = f"{len(trace)} steps of my_range as JSON, gzipped"
    print(f"{title:46} {packed / 1000:7.1f} kB {'':24} {'under 15 kB':>24}")


if __name__ == "__main__":
    main()
