"""Building the HTML against a plain Sphinx and furo build of the same pages."""

from __future__ import annotations

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3

_PLAIN_CONF = """\
import sys
sys.path.insert(0, {root!r})
project = "plain"
extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_*"]
myst_enable_extensions = ["attrs_inline", "colon_fence", "deflist"]
numfig = True
html_theme = "furo"
suppress_warnings = ["*"]
"""

_SNIPPET = re.compile(r"```\{snippet\} (\S+)\n")
_MICROSCOPE = re.compile(r"```\{microscope\} \S+\n(?::.*\n)*```\n")
_NOTE = re.compile(r":::\{version-note\} (\S+)\n(?::blocks:.*\n(?: .*\n)*)?")


def write_plain_book(folder: Path) -> None:
    """Write the pages of the book for a Sphinx without our extension: blocks by literalinclude."""
    shutil.copytree(ROOT / "book", folder / "book", ignore=shutil.ignore_patterns("_*"))
    shutil.copytree(ROOT / "snippets", folder / "snippets", ignore=shutil.ignore_patterns("_*"))
    (folder / "conf.py").write_text(_PLAIN_CONF.format(root=str(ROOT)), encoding="utf-8")
    for page in (folder / "book").rglob("*.md"):
        page.write_text(_plain_page(page, folder), encoding="utf-8")


def _plain_page(page: Path, folder: Path) -> str:
    def include(match: re.Match[str]) -> str:
        name = match[1] if "/" in match[1] else f"{page.stem}/{match[1]}"
        found = next(p for p in (".py", ".pycon") if (folder / "snippets" / (name + p)).exists())
        up = "../" * len(page.relative_to(folder).parent.parts)
        language = "python" if found == ".py" else "pycon"
        return f"```{{literalinclude}} {up}snippets/{name}{found}\n:language: {language}\n"

    text = _MICROSCOPE.sub("", page.read_text(encoding="utf-8"))
    text = _SNIPPET.sub(include, text)
    text = text.replace("\n:emphasize:", "\n:emphasize-lines:")
    return _NOTE.sub(r":::{admonition} Changed in \1" + "\n", text)


def cpu_seconds(command: list[str], folder: Path) -> float:
    """Return the processor time that `command` takes, its children included."""
    # Compiled modules are kept, as they are where no setting says otherwise.
    plain = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, cwd=folder, env=plain, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def copy_book(folder: Path) -> None:
    """Copy what the book is built from, so that a chapter can be changed."""
    names = ("book", "snippets", "gentools")
    for name in names:
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "conf.py", folder)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    (folder / "_build").mkdir()
    shutil.copy(ROOT / "_build" / "verified.json", folder / "_build")


def main() -> None:
    """Print the table."""
    best: dict[str, float] = {}

    def measure(title: str, command: list[str], where: Path) -> None:
        best[title] = min(best.get(title, 1e9), cpu_seconds(command, where))

    with tempfile.TemporaryDirectory() as name:
        ours, plain = Path(name) / "ours", Path(name) / "plain"
        copy_book(ours)
        write_plain_book(plain)
        sphinx = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-c", "."]
        build = [*sphinx, "-d", "_build/trees", "book", "_build/html"]
        for _ in range(ROUNDS):
            measure("plain Sphinx and furo", [*build, "-E", "-a"], plain)
            measure("the book", [*build, "-E", "-a"], ours)
        chapter = ours / "book" / "calling-is-not-running.md"
        text = chapter.read_text(encoding="utf-8")
        for i in range(ROUNDS):
            chapter.write_text(f"{text}\nOne line more, {i}.\n", encoding="utf-8")
            measure("the book, one chapter changed", build, ours)
    print(f"{'HTML':34} {'processor time':>14} {'to plain':>9}")
    for title, seconds in best.items():
        ratio = seconds / best["plain Sphinx and furo"]
        print(f"{title:34} {seconds:13.2f}s {ratio:8.2f}x")


if __name__ == "__main__":
    main()
