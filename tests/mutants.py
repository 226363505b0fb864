"""Changes the modules that read the stack in small ways, and tells which changes no test sees.

``python -m tests.mutants [MODULE ...]``. Each mutant is tested on one interpreter after another
until a test fails; what survives on one of them is printed at once. On each, one process loads what
the tests need, and is copied for each mutant; in WebAssembly, where it can't be, what was loaded is
forgotten. (Cosmic Ray and mutmut leave the tables of instructions as they are, know one interpreter
only, and work on the files themselves.)
"""

from __future__ import annotations

import argparse
import importlib.machinery
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from types import CodeType
from typing import NamedTuple

from snippets.finding import find_interpreters
from snippets.interpreters import Interpreter
from tests import everywhere
from tests.mutating import Mutant, mutants

ROOT = Path(__file__).resolve().parent.parent
MODULES = (
    *("capture", "code", "contents", "kinds", "layout"),
    *("memory", "percode", "slots", "snapshots", "stack"),
)
TESTS = ("tests/test_look_*.py", "tests/test_snapshot*.py", "tests/test_stack_*.py")
#: Tests that choose examples at random take long, and might see a change today and not tomorrow;
#: those of the proof itself change the library, and so may fail with a mutant that does no harm.
CHOSEN = ("-m", "not hypothesis", "-k", "not wrongly and not both_ways")
OPTIONS = (*everywhere.OPTIONS, *CHOSEN, "-x", "-W", "ignore")
#: How much more time of the processor than the tests of the real module those of a mutant may take,
#: and how much more by the clock: other work on the machine must not be what kills a mutant.
PATIENCE, LONG_PATIENCE = 4, 40
#: In WebAssembly nothing ends a mutant that hangs, but the process of these few.
FEW, TIME_LIMIT = 10, 600.0
FATES = ("killed", "survived")
READY = "the tests pass without any change"


def file_of(module: str) -> Path:
    return ROOT / "gentools" / "_look" / f"{module}.py"


# In the process of one interpreter


def serve(module: str, numbers: Sequence[int], tests: Sequence[str]) -> None:
    """Test the mutants with these numbers; print the number and the fate of each."""
    import pytest  # noqa: PLC0415  (only needed here, and loaded once for all)

    first = [test for test in tests if test.endswith((f"_{module}.py", "_look_snapshot.py"))]
    others = [test for test in tests if test not in first]

    def run(*more: str) -> int:
        """Run the tests, those first that see most."""
        given = filter(None, (first, others))  # without a file, pytest would run all there are
        statuses = (int(pytest.main([*OPTIONS, *some, *more])) for some in given)
        return next(filter(None, statuses), 0)

    in_place(partial(run, "--collect-only"))  # from now on the standard library is loaded
    start = used_by_copies()
    if in_a_copy(run, 600) != 0:
        return
    print(READY, flush=True)
    limit = 5 + int(PATIENCE * (used_by_copies() - start))
    wanted = set(numbers)
    name = f"gentools._look.{module}"
    for number, mutant in enumerate(mutants(file_of(module).read_text(encoding="utf-8"))):
        if number in wanted:
            survived = in_a_copy(partial(run_mutant, name, mutant, run), limit) == 0
            print(number, FATES[survived], flush=True)


def run_mutant(name: str, mutant: Mutant, run: Callable[[], int]) -> int:
    """Run the tests with `mutant` in the place of the module."""
    code = compile(mutant.tree, str(file_of(name.rpartition(".")[2])), "exec")
    loader = importlib.machinery.SourceFileLoader
    real = loader.get_code

    def get_code(self: importlib.machinery.SourceFileLoader, fullname: str) -> CodeType | None:
        return code if fullname == name else real(self, fullname)

    setattr(loader, "get_code", get_code)  # noqa: B010  (for mypy)
    return run()


def used_by_copies() -> float:
    """Return the seconds that the copies of this process have had of the processor."""
    times = os.times()
    return times.children_user + times.children_system


def in_a_copy(run: Callable[[], int], limit: int) -> int:
    """Return what `run` returns in a copy of this process; not 0 if it crashes or hangs."""
    if sys.platform == "emscripten":
        return in_place(run)
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        limit_time(limit)
        status = 1
        try:
            status = run()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def limit_time(seconds: int) -> None:
    """Let the system end this process once it has used this much time."""
    import resource  # noqa: PLC0415  (not there in WebAssembly)

    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    signal.alarm(seconds * LONG_PATIENCE // PATIENCE)


def in_place(run: Callable[[], int]) -> int:
    """Return what `run` returns; leave nothing of what it has loaded."""
    before, get_code = {*sys.modules}, importlib.machinery.SourceFileLoader.get_code
    try:
        with open(os.devnull, "w", encoding="utf-8") as quiet, redirect_stdout(quiet):
            return run()
    finally:
        setattr(importlib.machinery.SourceFileLoader, "get_code", get_code)  # noqa: B010
        for name in {*sys.modules} - before:
            if name.partition(".")[0] in {"gentools", "tests"} or name.startswith("test_"):
                del sys.modules[name]


def pytest_cmdline_main() -> int | None:
    """Test mutants in place of tests: this is how the script for Node is made to do it."""
    if "MUTANTS" not in os.environ:
        return None
    module, numbers, tests = json.loads(os.environ.pop("MUTANTS"))
    serve(module, numbers, tests)
    return 0


# In the process that starts them


def main(arguments: Sequence[str]) -> int:
    """Print each mutant that survives on all interpreters; return 0 if there is none."""
    options = _parser().parse_args(arguments)
    tests = [str(path.relative_to(ROOT)) for path in files(options.tests or TESTS)]
    found = find_interpreters()[0]
    interpreters = [item for item in found if everywhere.is_chosen(item, options.only)]
    left = 0
    for module in options.modules or MODULES:
        made = list(shown(module, options.line))
        survived = survivors(module, made, interpreters, tests)
        print(f"{module}: {len(made) - len(survived)} of {len(made)} mutants killed", flush=True)
        for mutant in survived:
            print(f"  {mutant.text}", flush=True)
        left += len(survived)
    return int(left > 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"of: {' '.join(MODULES)}")
    parser.add_argument("--tests", action="append", help="files of tests, as a pattern")
    parser.add_argument("--only", action="append", default=[], metavar="VERSION", help="as 3.14")
    parser.add_argument("--line", action="append", type=int, help="only what is changed there")
    return parser


def files(patterns: Sequence[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(ROOT.glob(pattern))


class Shown(NamedTuple):
    """A mutant of a module, by its number, and what is said of it."""

    number: int
    text: str


def shown(module: str, lines: Sequence[int] | None) -> Iterator[Shown]:
    """Yield the mutants of a module, or only those of these lines."""
    source = file_of(module).read_text(encoding="utf-8")
    for number, mutant in enumerate(mutants(source)):
        if not lines or mutant.line in lines:
            yield Shown(number, f"{module}.py:{mutant.line}  {mutant.change}")


def survivors(
    module: str, left: list[Shown], interpreters: Sequence[Interpreter], tests: Sequence[str]
) -> list[Shown]:
    """Return which of the mutants survive on all of the interpreters."""
    for interpreter in interpreters:
        left = surviving(interpreter, module, left, tests)
        print(f"{module}: {len(left)} left after {interpreter.title}", flush=True)
    return left


def surviving(
    interpreter: Interpreter, module: str, left: list[Shown], tests: Sequence[str]
) -> list[Shown]:
    """Return which of the mutants survive on `interpreter`, and print them as they do."""
    survived: list[Shown] = []
    while left:
        now = left if interpreter.native else left[:FEW]
        ended = 0
        for fate in fates(interpreter, [module, [mutant.number for mutant in now], tests]):
            if fate == "survived":
                print(f"{interpreter.title}: {now[ended].text}", flush=True)
                survived.append(now[ended])
            ended += 1
        # The first of them without a fate did not come to an end: it is killed too.
        left = left[min(len(now), ended + 1) :]
    return survived


def fates(interpreter: Interpreter, job: list[object]) -> Iterator[str]:
    """Yield the fate of one mutant after another, as far as it goes."""
    printed: list[str] = []
    for line in serving(interpreter, json.dumps(job)):
        printed.append(line)
        if line.strip().endswith(FATES):
            yield line.split()[1]
    if READY not in "".join(printed):
        told = "".join(printed)
        raise SystemExit(f"{interpreter.title}: the tests fail without any change\n{told}")


def serving(interpreter: Interpreter, job: str) -> Iterator[str]:
    """Yield the lines that the process prints."""
    packages = everywhere.copy_packages()
    command = [*everywhere.python(interpreter, packages), *OPTIONS, "-p", "tests.mutants"]
    more = {"MUTANTS": job, "PYTHONHASHSEED": "0", "HYPOTHESIS_STORAGE_DIRECTORY": ".hypothesis/m"}
    environment = {**everywhere.environment(interpreter, packages), **more}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        hung = threading.Timer(TIME_LIMIT, process.kill)
        if not interpreter.native:
            hung.start()
        assert process.stdout is not None
        yield from process.stdout
        hung.cancel()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
