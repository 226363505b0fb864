"""``python -m book._figures``: measures on every interpreter that is found, and keeps the results.

One after another, so that none is measured while another one runs. An interpreter in WebAssembly
is slower by a factor of its own, so its figures say something among themselves only.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from book._figures.results import RESULTS
from snippets.finding import find_interpreters, find_native
from snippets.interpreters import Interpreter, native_interpreter
from snippets.processes import Worker
from snippets.versions import Version

MEASURE = Path(__file__).with_name("measure.py")

#: The book runs no block on these, but their costs can be compared.
EARLIER: tuple[Version, ...] = ((3, 8), (3, 9), (3, 10))
_START_LIMIT = 90.0


def main() -> int:
    """Measure, and write the results; return 1 if an interpreter of the book is missing."""
    found, missing = find_interpreters()
    runs = []
    for interpreter in [*_earlier(), *found]:
        print(interpreter.title, flush=True)
        runs.append(_native(interpreter) if interpreter.native else _in_webassembly(interpreter))
    for sentence in missing:
        print(f"not found: {sentence}")
    runs.sort(key=lambda run: run["where"] != "native")
    day = datetime.now(UTC).date().isoformat()
    results = {"date": day, "machine": _machine(), "runs": runs}
    RESULTS.write_text(_text(results), encoding="utf-8")
    return 1 if missing else 0


def _earlier() -> list[Interpreter]:
    found = ((find_native(version), version) for version in EARLIER)
    return [native_interpreter(path, version) for path, version in found if path]


def _native(interpreter: Interpreter) -> dict[str, Any]:
    command = [interpreter.command[0], "-I", "-S", str(MEASURE)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _in_webassembly(interpreter: Interpreter) -> dict[str, Any]:
    """Measure on an interpreter that runs in Node, as a block of the corpus would be run."""
    worker = Worker(interpreter)
    try:
        worker.hello(_START_LIMIT)
        block = {"filename": MEASURE.name, "text": MEASURE.read_text(encoding="utf-8")}
        job = {"id": 0, "blocks": [block], "out": "", "outputs": True, "refutes": False}
        worker.send(json.dumps(job).encode() + b"\n")
        answer = worker.receive()
        if answer is None or "error" in answer:
            raise SystemExit(f"{interpreter.title}: {answer or worker.last_words()}")
        measured: dict[str, Any] = json.loads(answer["outputs"][0])
        return measured
    finally:
        worker.end()


def _machine() -> dict[str, Any]:
    """Return what the machine is; not its name, nor anything of its owner."""
    return {
        "processor": _processor(),
        "architecture": platform.machine(),
        "cores": os.cpu_count(),
        "system": _system(),
    }


def _processor() -> str:
    try:
        known = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown processor"
    found = re.search(r"^model name\s*:\s*(.+)$", known, re.MULTILINE)
    return found[1].strip() if found else platform.processor() or "unknown processor"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        return f"{platform.system()} {platform.release()}"


def _text(results: dict[str, Any]) -> str:
    """Return the results as JSON, with a line for each table of each run."""
    text = json.dumps(results, indent=1)
    return re.sub(r"\{([^{}]*)\}", lambda match: "{" + _on_one_line(match[1]) + "}", text) + "\n"


def _on_one_line(inner: str) -> str:
    return " ".join(inner.split())


if __name__ == "__main__":
    sys.exit(main())
