"""Runs the tests of gentools on every interpreter: ``python -m tests.everywhere [TEST ...]``.

Nothing is installed for it. The packages that the tests need are pure Python but for a few
functions of Hypothesis, for which `tests/everywhere_floats.py` stands in; they are copied from
the environment that runs this to a folder of their own, which every interpreter can read.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, distribution, version
from pathlib import Path
from typing import NamedTuple

from snippets.finding import find_interpreters
from snippets.interpreters import Interpreter, this_interpreter
from snippets.versions import show_version
from tests.plain import ROOT, library_tests

PACKAGES = ROOT / "_build" / "testlib"
STAND_IN = ROOT / "tests" / "everywhere_floats.py"
TIME_LIMIT = 1200.0
#: Without the plugins and the configuration that are for the book's own tests.
OPTIONS = ("-q", "-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider", "-o", "addopts=")


class CannotRun(Exception):
    """Why the tests can't be run at all."""


class Outcome(NamedTuple):
    """What came of the tests on one interpreter."""

    interpreter: Interpreter
    status: int
    output: str

    @property
    def summary(self) -> str:
        lines = self.output.strip().splitlines() or ["nothing was printed"]
        return f"{self.interpreter.title}: {lines[-1].strip('= ')}"


def main(arguments: Sequence[str]) -> int:
    """Run the command; return 0 if all tests pass on each interpreter that has to be there."""
    options = _parser().parse_args(arguments)
    interpreters, missing = find_interpreters()
    if options.others:
        interpreters = [item for item in interpreters if item != this_interpreter()]
    chosen = [item for item in interpreters if is_chosen(item, options.only)]
    tests = options.tests or library_tests()
    try:
        packages = copy_packages()
    except CannotRun as error:
        print(error)
        return 1
    good = bool(chosen)
    with ThreadPoolExecutor(options.jobs) as pool:
        runs = [
            pool.submit(run, item, packages, tests, options.words, options.arcs) for item in chosen
        ]
        for outcome in (item.result() for item in runs):
            good &= outcome.status == 0
            _tell(outcome, everything=options.verbose)
    for sentence in missing:
        print(f"not found: {sentence}")
    return 0 if good and not (missing and os.environ.get("CI")) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.everywhere", description=__doc__)
    parser.add_argument("tests", nargs="*", metavar="TEST", help="files or test ids (default: all)")
    parser.add_argument("-k", dest="words", default="", help="as pytest's -k")
    parser.add_argument("--only", action="append", default=[], metavar="VERSION", help="as 3.14")
    parser.add_argument("--others", action="store_true", help="on none but other interpreters")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many at once")
    parser.add_argument("--arcs", help="a folder for what tests/arcs.py notes (made if needed)")
    parser.add_argument("-v", dest="verbose", action="store_true", help="show all that is printed")
    return parser


def is_chosen(interpreter: Interpreter, only: Sequence[str]) -> bool:
    return not only or show_version(interpreter.version) in only


def _tell(outcome: Outcome, *, everything: bool) -> None:
    if everything or outcome.status:
        print(outcome.output)
    print(outcome.summary, flush=True)


def run(
    interpreter: Interpreter,
    packages: Path,
    tests: Sequence[str],
    words: str,
    arcs: str | None = None,
) -> Outcome:
    """Return what came of `tests` on `interpreter`; only those that `words` choose are run.

    Which lines they ran is written to the folder `arcs`, which has to be inside the checkout.
    """
    noting = ("-p", "tests.arcs") if arcs else ()
    chosen = ("-k", words) if words else ()
    command = [*python(interpreter, packages), *noting, *OPTIONS, *tests, *chosen]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            env=environment(interpreter, packages) | _noting(interpreter, packages, arcs),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="backslashreplace",
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        printed = error.stdout.decode(errors="backslashreplace") if error.stdout else ""
        return Outcome(interpreter, 1, f"{printed}\nstill running after {TIME_LIMIT:.0f} seconds")
    return Outcome(interpreter, done.returncode, done.stdout)


def python(interpreter: Interpreter, packages: Path) -> list[str]:
    if interpreter.native:
        return [interpreter.command[0], "-S", "-m", "pytest"]
    node, *_, package = interpreter.command
    return [node, str(ROOT / "tests" / "everywhere.mjs"), package, str(packages)]


def environment(interpreter: Interpreter, packages: Path) -> dict[str, str]:
    own = f"everywhere-{show_version(interpreter.version)}"
    return {
        **os.environ,
        "HYPOTHESIS_STORAGE_DIRECTORY": f".hypothesis/{own}",
        "NO_COLOR": "1",
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": _path(packages),
        "PYTHONUTF8": "1",
    }


def _path(*folders: Path) -> str:
    return os.pathsep.join(map(str, [*folders, ROOT]))


def _noting(interpreter: Interpreter, packages: Path, arcs: str | None) -> dict[str, str]:
    if arcs is None:
        return {}
    (ROOT / arcs).mkdir(parents=True, exist_ok=True)
    return {
        "ARCS": f"{arcs}/{show_version(interpreter.version)}.json",
        "PYTHONPATH": _path(packages, ROOT / "tests" / "arcs_children"),
    }


def copy_packages() -> Path:
    """Return the folder with what the tests need; it is made if it is not there.

    :raises CannotRun: a package is not installed in the version that is locked
    """
    locked = dict(_locked())
    for name, wanted in locked.items():
        if _installed(name) != wanted:
            raise CannotRun(f"{name} {wanted} is locked, {_installed(name)} installed; run 'make'")
    key = f"{sorted(locked.items())}{STAND_IN.read_text(encoding='utf-8')}"
    folder = PACKAGES / hashlib.sha256(key.encode()).hexdigest()[:12]
    if not folder.is_dir():
        _make(folder, locked)
    return folder


def _locked() -> Iterator[tuple[str, str]]:
    text = (ROOT / "requirements-test.txt").read_text(encoding="utf-8")
    for line in re.findall(r"^\S+==\S+.*", text, re.MULTILINE):
        requirement, _, condition = line.rstrip("\\ ").partition(" ; ")
        if not condition or sys.platform == "win32":
            name, _, wanted = requirement.partition("==")
            yield name, wanted.strip()


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _make(folder: Path, names: Iterable[str]) -> None:
    """Make `folder` at one stroke: another run may be doing the same."""
    PACKAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=PACKAGES) as temporary:
        draft = Path(temporary) / "packages"
        for name in names:
            _copy_package(name, draft)
        _stand_in(draft / "hypothesis" / "_native")
        try:
            draft.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise


def _copy_package(name: str, target: Path) -> None:
    for file in distribution(name).files or ():
        if ".." not in file.parts and file.suffix not in {".so", ".pyd", ".pyc"}:
            copy = target / file
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file.locate(), copy)


def _stand_in(package: Path) -> None:
    """Put Python in the place of the module that is compiled."""
    inner = package / "internal"
    inner.mkdir(parents=True)
    package.joinpath("__init__.py").write_text(f"__version__ = {version('hypothesis')!r}\n")
    inner.joinpath("__init__.py").touch()
    shutil.copyfile(STAND_IN, inner / "floats.py")
    inner.joinpath("cathetus.py").write_text("from .floats import cathetus as cathetus\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
