"""How much of gentools its tests run: ``python -m tests.covered``.

Statements and branches, of all interpreters together, since some lines are for one version only.
Whether the tests pass is not its question: `python -m tests.everywhere` tells. Here a few may fail
that are about how long a recording takes, or about what is kept alive.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from coverage import Coverage

from tests import everywhere
from tests.plain import ROOT

ARCS = ROOT / "_build" / "arcs"
WANTED = 97


def main(options: list[str]) -> int:
    """Run the tests everywhere, with these options; return 0 if they run enough."""
    for file in ARCS.glob("*"):
        file.unlink()
    everywhere.main([*options, "--arcs", ARCS.relative_to(ROOT).as_posix()])
    return int(report() < WANTED)


def report() -> float:
    """Print what is missing, file by file; return the percentage that is run."""
    os.chdir(ROOT)  # names are shown relative to it
    coverage = Coverage(data_file=str(ARCS / ".coverage"), config_file=False, branch=True)
    coverage.erase()
    data = coverage.get_data()
    for file in sorted(ARCS.glob("*.json")):
        data.add_arcs(arcs_of(file))
    data.touch_files([str(path) for path in (ROOT / "gentools").rglob("*.py")])
    return coverage.report(show_missing=True, skip_covered=True)


def arcs_of(file: Path) -> dict[str, list[tuple[int, int]]]:
    """Return what `tests/arcs.py` has written to `file`."""
    found = json.loads(file.read_text(encoding="utf-8"))
    return {
        str(ROOT / "gentools" / name): [(one, other) for one, other in arcs]
        for name, arcs in found.items()
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
