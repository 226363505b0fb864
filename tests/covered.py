"""How much of gentools its tests run: ``python -m tests.covered``.

Statements and branches, of all interpreters together, since some lines are for one version only.
Whether the tests pass is not its question: `python -m tests.everywhere` tells. Here a few may fail
that are about how long a recording takes, or about what is kept alive.

What none of them runs has a reason in `tests/uncovered.toml`, or this fails.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coverage import Coverage

from tests import everywhere
from tests.plain import ROOT
from tests.uncovered import REASONS, Missed, outdated, reasons, unexplained

ARCS = ROOT / "_build" / "arcs"
WANTED = 97


def main(options: list[str]) -> int:
    """Run the tests everywhere, with these options; return 0 if they run all they can."""
    for file in ARCS.glob("*"):
        file.unlink()
    everywhere.main([*options, "--arcs", ARCS.relative_to(ROOT).as_posix()])
    coverage = covered()
    enough = coverage.report(show_missing=True, skip_covered=True) >= WANTED
    return 0 if tell(missed(coverage)) and enough else 1


def covered() -> Coverage:
    """Return what the tests have run, as it was written to the folder."""
    os.chdir(ROOT)  # names are shown relative to it
    coverage = Coverage(data_file=str(ARCS / ".coverage"), config_file=False, branch=True)
    coverage.erase()
    data = coverage.get_data()
    for file in sorted(ARCS.glob("*.json")):
        data.add_arcs(arcs_of(file))
    data.touch_files([str(path) for path in (ROOT / "gentools").rglob("*.py")])
    return coverage


def missed(coverage: Coverage) -> list[Missed]:
    """Return the statements that no test runs, and the branches that go to others only."""
    report = ARCS / "report.txt"
    coverage.json_report(outfile=str(report))
    files = json.loads(report.read_text(encoding="utf-8"))["files"]
    return [
        place
        for name, found in files.items()
        for place in _missed_in(Path(name).relative_to("gentools").as_posix(), found)
    ]


def _missed_in(file: str, found: dict[str, list[Any]]) -> Iterator[Missed]:
    lines = found["missing_lines"]
    for line in lines:
        yield Missed(file, line)
    for line, to in found["missing_branches"]:
        if line not in lines and to not in lines:
            yield Missed(file, line, to)


def tell(found: list[Missed]) -> bool:
    """Say what is missed without a reason, and which reasons are out of date; or that all is well.

    :returns: whether it is.
    """
    known, place = reasons(), REASONS.relative_to(ROOT)
    without, past = unexplained(found, known), outdated(found, known)
    for item in without:
        print(f"without a reason in {place}: {item}")
    for reason in past:
        print(f"is run, or is gone, but has a reason in {place}: {reason}")
    if not (without or past):
        print(f"{place} explains all {len(found)} statements and branches that no test runs")
    return not (without or past)


def arcs_of(file: Path) -> dict[str, list[tuple[int, int]]]:
    """Return what `tests/arcs.py` has written to `file`."""
    found = json.loads(file.read_text(encoding="utf-8"))
    return {
        str(ROOT / "gentools" / name): [(one, other) for one, other in arcs]
        for name, arcs in found.items()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
