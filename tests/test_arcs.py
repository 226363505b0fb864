"""What of gentools its tests run is noted, inside of trace functions and callbacks too."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from coverage import CoverageData

from gentools import my_range
from gentools._record.stepping import Stepping
from snippets.finding import find_interpreters
from tests import everywhere
from tests.covered import arcs_of
from tests.plain import ROOT

TEST = """
import subprocess
import sys

from gentools import my_range
from gentools._record.record import record

def test_it():
    assert list(my_range(0, 3)) == [0, 1, 2]
    trace = record("for number in [1]:\\n    print(number)")
    assert (trace.printed, trace.end.how) == ("1\\n", "finished")

def test_a_process():
    command = [sys.executable, "-m", "gentools", "--version"]
    assert subprocess.run(command).returncode == 0
"""


NATIVE = [interpreter for interpreter in find_interpreters()[0] if interpreter.native]


def lines_of(function: Callable[..., object]) -> range:
    lines, first = inspect.getsourcelines(function)
    return range(first, first + len(lines))


@pytest.fixture(scope="module", params=NATIVE, ids=lambda interpreter: interpreter.title)
def found(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[int, int]]]:
    folder = tmp_path_factory.mktemp("arcs")
    test = folder / "test_it.py"
    test.write_text(TEST, encoding="utf-8")
    outcome = everywhere.run(
        request.param, everywhere.copy_packages(), [str(test)], "", arcs=str(folder)
    )
    assert outcome.status == 0, outcome.output
    own, child = sorted(folder.glob("*.json"), key=lambda file: len(file.name))
    assert child.stem.startswith(f"{own.stem}-")
    main = str(ROOT / "gentools" / "__main__.py")
    return {**arcs_of(own), main: arcs_of(child)[main]}


def test_what_runs_while_a_program_is_recorded_is_noted(
    found: dict[str, list[tuple[int, int]]],
) -> None:
    inside = lines_of(Stepping.instruction)
    assert any(one in inside and other in inside for one, other in found[str(file_of(Stepping))])


def test_what_runs_in_a_process_that_a_test_starts_is_noted(
    found: dict[str, list[tuple[int, int]]],
) -> None:
    main = ROOT / "gentools" / "__main__.py"
    last = len(main.read_text(encoding="utf-8").splitlines())
    assert last in {line for arc in found[str(main)] for line in arc}


@pytest.fixture(scope="module")
def noted_by_coverage(tmp_path_factory: pytest.TempPathFactory) -> CoverageData:
    """What coverage itself notes of the same test, on this interpreter."""
    folder = tmp_path_factory.mktemp("coverage")
    options = ("--branch", "--include=gentools/*", f"--data-file={folder / 'data'}")
    test = folder / "test_it.py"
    test.write_text(TEST, encoding="utf-8")
    command = [sys.executable, "-m", "coverage", "run", *options, "-m", "pytest", "-q", str(test)]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    data = CoverageData(str(folder / "data"))
    data.read()
    return data


def test_elsewhere_it_notes_what_coverage_notes(
    found: dict[str, list[tuple[int, int]]], noted_by_coverage: CoverageData
) -> None:
    name = str(file_of(my_range))
    assert set(found[name]) == set(noted_by_coverage.arcs(name) or ())


def file_of(thing: type | Callable[..., object]) -> Path:
    return Path(inspect.getfile(thing))
