"""Importing gentools against importing json, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from statistics import median

from tests.bench.timing import row

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 15
STATEMENTS = {
    "import json": "",
    "import gentools": "under 25 ms",
    "from gentools import my_range": "",
    "from gentools import snapshot": "",
    "from gentools import watch": "",
    "from gentools import record": "",
}
_PROGRAM = """
import sys, time
sys.path.insert(0, {root!r})
start = time.process_time()
{statement}
print(time.process_time() - start)
"""


def seconds(statement: str) -> float:
    """Return the processor time of an interpreter that has imported nothing for `statement`."""
    program = _PROGRAM.format(root=str(ROOT), statement=statement)
    command = [sys.executable, "-I", "-S", "-c", program]
    return float(subprocess.run(command, capture_output=True, check=True).stdout)


def main() -> None:
    """Print the table."""
    taken: dict[str, list[float]] = {statement: [] for statement in STATEMENTS}
    for statement in STATEMENTS:
        seconds(statement)  # compiles
    for _ in range(ROUNDS):
        for statement, times in taken.items():
            times.append(seconds(statement))
    first = median(taken["import json"])
    for statement, wanted in STATEMENTS.items():
        time = median(taken[statement])
        print(row(statement, time, f"{time / first:.2f}x", wanted))


if __name__ == "__main__":
    main()
