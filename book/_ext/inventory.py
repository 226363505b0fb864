"""The inventory of Python's documentation, made from a short list of names; no network.

``python -m book._ext.inventory`` sorts the list and says what is wrong with it.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

#: The documentation that the book speaks of.
PYTHON = "https://docs.python.org/3.14/"

NAMES = Path(__file__).with_name("python-names.txt")

_LINE = re.compile(r"(?P<role>\w+:\w+) (?P<location>\S+#\S+|\S+\.html) (?P<name>\S.*)")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A name and where the documentation describes it."""

    role: str
    name: str
    location: str

    def __str__(self) -> str:
        return f"{self.role} {self.location} {self.name}"


def read_entries(path: Path = NAMES) -> list[Entry]:
    """Return the entries of the list; raise `ValueError` with ``path:line`` for a bad line."""
    found: list[Entry] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("#") or not line.strip():
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"{path}:{number}: not 'role address name': {line}")
        found.append(Entry(match["role"], match["name"], match["location"]))
    return found


def inventory(entries: Iterable[Entry]) -> bytes:
    """Return the entries as Sphinx reads them; the same entries always give the same bytes."""
    head = "# Sphinx inventory version 2\n# Project: Python\n# Version: 3.14\n"
    head += "# The remainder of this file is compressed using zlib.\n"
    lines = (f"{entry.name} {entry.role} 1 {entry.location} -\n" for entry in sorted(entries))
    return head.encode() + zlib.compress("".join(lines).encode(), 9)


def write_inventory(target: Path) -> Path:
    """Write the inventory, if it is not there already, and return its path."""
    content = inventory(read_entries())
    if not target.is_file() or target.read_bytes() != content:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return target


def tidy(path: Path = NAMES) -> list[str]:
    """Sort the list in place; return what is in it twice."""
    comments = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")
    ]
    entries = sorted(set(read_entries(path)))
    counts = Counter((entry.role, entry.name) for entry in entries)
    lines = [*comments, *map(str, entries)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [
        f"{path}: {role} {name} has two addresses" for (role, name), n in counts.items() if n > 1
    ]


if __name__ == "__main__":
    sys.exit("\n".join(tidy()) or 0)
