"""Changes the modules that read the stack in small ways, and tells which changes no test sees.

``python -m tests.mutants [MODULE ...]``. Each mutant is tested on one interpreter after another
until a test fails. On each, one process loads what the tests need, and is copied for each mutant;
in WebAssembly, where it can't be, what was loaded is forgotten. (Cosmic Ray and mutmut leave the
tables of instructions as they are, know one interpreter only, and work on the files themselves.)
"""

from __future__ import annotations

import argparse
import importlib.machinery
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stdout
from functools import partial
from pathlib import Path
from types import CodeType

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
OPTIONS = (*everywhere.OPTIONS, "-x", "-W", "ignore")
#: How much longer than the tests of the real module those of a mutant may take.
PATIENCE = 4
#: In WebAssembly nothing ends a mutant that hangs, but the process of these few.
FEW, TIME_LIMIT = 10, 600.0
FATES = ("killed", "survived")
READY = "the tests pass without any change"


def file_of(module: str) -> Path:
    return ROOT / "gentools" / "_look" / f"{module}.py"


# In the process of one interpreter


def serve(module: str, numbers: Sequence[int], tests: Sequence[str]) -> None:
    """Test the mutants with these numbers; print the number and the fate of each."""
    import hypothesis  # noqa: PLC0415  (only needed here, and loaded once for all)
    import pytest  # noqa: PLC0415

    # Which example fails is of no interest, so none is made smaller.
    once = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile(
        "mutants", database=None, derandomize=True, max_examples=10, phases=once
    )
    hypothesis.settings.load_profile("mutants")

    def run() -> int:
        return int(pytest.main([*OPTIONS, *tests]))

    start = time.monotonic()
    if in_a_copy(run, 600) != 0:
        return
    print(READY, flush=True)
    limit = 5 + PATIENCE * (time.monotonic() - start)
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


def in_a_copy(run: Callable[[], int], limit: float) -> int:
    """Return what `run` returns in a copy of this process; not 0 if it crashes or hangs."""
    if sys.platform == "emscripten":
        return in_place(run)
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        signal.alarm(int(limit) + 1)
        status = 1
        try:
            status = run()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


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
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=f"of: {' '.join(MODULES)}")
    parser.add_argument("--tests", action="append", help="files of tests, as a pattern")
    options = parser.parse_args(arguments)
    tests = [str(path.relative_to(ROOT)) for path in files(options.tests or TESTS)]
    left = 0
    for module in options.modules or MODULES:
        made = list(shown(module))
        numbers = survivors(module, range(len(made)), tests)
        print(f"{module}: {len(made) - len(numbers)} of {len(made)} mutants killed", flush=True)
        for number in numbers:
            print(f"  {module}.py:{made[number]}", flush=True)
        left += len(numbers)
    return int(left > 0)


def files(patterns: Sequence[str]) -> Iterator[Path]:
    for pattern in patterns:
        yield from sorted(ROOT.glob(pattern))


def shown(module: str) -> Iterator[str]:
    for mutant in mutants(file_of(module).read_text(encoding="utf-8")):
        yield f"{mutant.line}  {mutant.change}"


def survivors(module: str, numbers: Sequence[int], tests: Sequence[str]) -> list[int]:
    left = list(numbers)
    for interpreter in find_interpreters()[0]:
        left = surviving(interpreter, module, left, tests)
        print(f"{module}: {len(left)} left after {interpreter.title}", flush=True)
    return left


def surviving(
    interpreter: Interpreter, module: str, numbers: list[int], tests: Sequence[str]
) -> list[int]:
    """Return which of the mutants survive on `interpreter`."""
    survived: list[int] = []
    while numbers:
        now = numbers if interpreter.native else numbers[:FEW]
        printed = serving(interpreter, json.dumps([module, now, tests]))
        fates = dict(line.split() for line in printed.splitlines() if line.endswith(FATES))
        if READY not in printed:
            raise SystemExit(f"{interpreter.title}: the tests fail without any change\n{printed}")
        survived += [number for number in now if fates.get(str(number)) == "survived"]
        # The first of them without a fate did not come to an end: it is killed too.
        ended = [number for number in now if str(number) in fates]
        numbers = numbers[min(len(now), len(ended) + 1) :]
    return survived


def serving(interpreter: Interpreter, job: str) -> str:
    """Return what is printed of the fates of mutants, as far as it goes."""
    packages = everywhere.copy_packages()
    command = [*everywhere.python(interpreter, packages), *OPTIONS, "-p", "tests.mutants"]
    more = {"MUTANTS": job, "PYTHONHASHSEED": "0", "HYPOTHESIS_STORAGE_DIRECTORY": ".hypothesis/m"}
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={**everywhere.environment(interpreter, packages), **more},
            stdout=subprocess.PIPE,
            timeout=None if interpreter.native else TIME_LIMIT,
            text=True,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        return (error.stdout or b"").decode()
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
