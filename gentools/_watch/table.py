"""Rows of text as a table whose columns are as wide as what is in them.

>>> print(table([("who", "what"), ("Ann", "sings"), ("Robert", "")]))
who     what
Ann     sings
Robert
"""

from collections.abc import Sequence


def table(rows: Sequence[Sequence[str]]) -> str:
    """Return *rows* as lines, columns set flush left and two spaces apart."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(_line(row, widths) for row in rows)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return "  ".join(cells).rstrip()
