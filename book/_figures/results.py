"""The results of the last measurement, and what they come to as ratios."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from book._figures.tables import TABLES

RESULTS = Path(__file__).with_name("results.json")

Version = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured on one interpreter."""

    version: str
    release: str
    where: str
    bits: int
    optimized: bool
    jit: bool
    gil: bool
    tables: dict[str, dict[str, float | None]]

    @property
    def is_native(self) -> bool:
        return self.where == "native"

    @property
    def feature(self) -> Version:
        """The version without its last number."""
        return tuple(map(int, re.findall(r"\d+", self.version)[:2]))

    @property
    def name(self) -> str:
        """What a column is called: ``3.13``."""
        return ".".join(map(str, self.feature))

    def ratio(self, table: str, row: str) -> float | None:
        """Return a row as a multiple of the first of its table; None where no limit was met."""
        found, first = self.tables[table][row], self.tables[table][TABLES[table].baseline]
        assert first is not None
        return None if found is None else found / first


@dataclass(frozen=True, slots=True)
class Results:
    """What was measured, when, and on which machine."""

    date: str
    machine: dict[str, Any]
    runs: tuple[Run, ...]

    @classmethod
    def read(cls, path: Path = RESULTS) -> Results:
        """Return what a file says; raise `ValueError` with the reason if it says nothing."""
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            runs = tuple(Run(**run) for run in data["runs"])
            return cls(data["date"], data["machine"], runs)
        except OSError:
            raise ValueError("there are no results; `make figures` makes them") from None
        except (KeyError, TypeError, ValueError):
            raise ValueError("the results can't be read; `make figures` renews them") from None


#: From here on a ratio rounded to a whole number has two digits.
_TEN = 9.95


def shown(ratio: float | None) -> str:
    """Return a ratio with as many digits as are worth reading: two."""
    if ratio is None:
        return "none"
    if ratio < 1 / _TEN:
        return f"{ratio:.2f}"
    if ratio < _TEN:
        return f"{ratio:.1f}"
    digits = len(str(int(ratio + 0.5)))
    return f"{round(ratio, 2 - digits):,.0f}"


def shown_range(ratios: Iterable[float | None]) -> str:
    """Return ``1.2`` or ``1.2 to 1.6``, of the ratios that there are, and ``none`` of none."""
    found = [ratio for ratio in ratios if ratio is not None]
    if not found:
        return shown(None)
    low, high = shown(min(found)), shown(max(found))
    return low if low == high else f"{low} to {high}"
