"""The corpus runner against a plain doctest loop and against pytest, on the same files."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3

_PLAIN_LOOP = """
import doctest, pathlib, sys
parser, failed = doctest.DocTestParser(), 0
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.pycon")):
    runner = doctest.DocTestRunner(verbose=False)
    test = parser.get_doctest(path.read_text(encoding="utf-8"), {}, path.name, str(path), 0)
    runner.run(test)
    failed += runner.failures
sys.exit(bool(failed))
"""

_SESSION = """\
>>> def countdown_{n}(start):
...     while start:
...         yield start
...         start -= 1
...
>>> g = countdown_{n}(3)
>>> next(g)
3
>>> next(g)
2
>>> sorted([3, 1, 2])
[1, 2, 3]
>>> for value in g:
...     print(value, {n})
...
1 {n}
>>> next(g, "end")
'end'
>>> sum(countdown_{n}(4))
10
>>> print("a", "b", sep="\\n")
a
b
"""


def write_sessions(folder: Path, count: int) -> None:
    """Write `count` session files of eight examples each into a corpus at `folder`."""
    chapter = folder / "generated"
    chapter.mkdir(parents=True)
    for n in range(count):
        name = "s" + "".join(chr(ord("a") + int(digit)) for digit in f"{n:05d}")
        (chapter / f"{name}.pycon").write_text(_SESSION.format(n=n), encoding="utf-8")


def commands(folder: Path) -> dict[str, list[str]]:
    """Return the commands to compare."""
    python = sys.executable
    corpus = ["-m", "snippets", "--corpus", str(folder)]
    return {
        "python -m snippets": [python, *corpus],
        "python -m snippets --jobs 1": [python, *corpus, "--jobs", "1"],
        "plain doctest loop": [python, "-c", _PLAIN_LOOP, str(folder)],
        "pytest --doctest-glob": [
            *(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null"),
            *("--rootdir", str(folder), "--doctest-glob=*.pycon", str(folder)),
        ],
    }


def seconds(command: list[str]) -> float:
    """Return how long `command` takes; it must succeed."""
    plain = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=plain, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.perf_counter() - start


def measure(count: int) -> dict[str, float]:
    """Return the best time of each command on `count` files, taken in turns."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        write_sessions(folder, count)
        best: dict[str, float] = {}
        for _ in range(ROUNDS):
            for title, command in commands(folder).items():
                best[title] = min(best.get(title, 1e9), seconds(command))
    return best


def main() -> None:
    """Print the table."""
    small, large = measure(300), measure(3000)
    plain = "plain doctest loop"
    print(
        f"{'runner':30} {'300 files':>10} {'to plain':>9} {'3000 files':>11} {'to plain':>9}"
        f" {'per file, 3000 to 300':>22}"
    )
    for title in small:
        per_file = (large[title] / 3000) / (small[title] / 300)
        print(
            f"{title:30} {small[title]:9.2f}s {small[title] / small[plain]:8.2f}x"
            f" {large[title]:10.2f}s {large[title] / large[plain]:8.2f}x {per_file:21.2f}x"
        )


if __name__ == "__main__":
    main()
