"""Where an instruction stands in the source, and the source itself.

>>> from gentools import my_range
>>> [where] = {position(my_range.__code__, 0).lineno}
>>> where == my_range.__code__.co_firstlineno
True
"""

import linecache
from dis import Positions
from itertools import islice
from types import CodeType


def position(code: CodeType, offset: int) -> Positions:
    """Return the lines and columns of the instruction at *offset*."""
    return Positions(*next(islice(code.co_positions(), offset // 2, None)))


def text_at(code: CodeType, where: Positions) -> str | None:
    """Return the source text at *where*, or None if it is not known.

    :param where: columns count bytes of UTF-8, as everywhere in `dis`.
    """
    lineno, end_lineno, col_offset, end_col_offset = where
    if lineno is None or end_lineno is None or col_offset is None or end_col_offset is None:
        return None
    lines = [line.encode() for line in lines_of(code)[lineno - 1 : end_lineno]]
    if len(lines) != end_lineno - lineno + 1:
        return None
    lines[-1] = lines[-1][:end_col_offset]
    lines[0] = lines[0][col_offset:]
    return b"".join(lines).decode(errors="replace") or None


def lines_of(code: CodeType) -> list[str]:
    """Return the lines of the file that *code* is from, or none if they are not known."""
    return linecache.getlines(code.co_filename)
