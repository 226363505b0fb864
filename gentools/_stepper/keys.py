r"""The keys of a terminal, read from the bytes that it sends.

>>> read_keys(b"n\x1b[C\x1b[")
(['n', 'right'], b'\x1b[')
>>> read_keys(b"\x1b", finished=True)
(['escape'], b'')
"""

from __future__ import annotations

import re
from typing import Final

_NAMED: Final = {
    b"\x1b[A": "up",
    b"\x1bOA": "up",
    b"\x1b[B": "down",
    b"\x1bOB": "down",
    b"\x1b[C": "right",
    b"\x1bOC": "right",
    b"\x1b[D": "left",
    b"\x1bOD": "left",
    b"\x1b[H": "home",
    b"\x1bOH": "home",
    b"\x1b[1~": "home",
    b"\x1b[7~": "home",
    b"\x1b[F": "end",
    b"\x1bOF": "end",
    b"\x1b[4~": "end",
    b"\x1b[8~": "end",
    b"\x1b[Z": "backtab",
    b"\t": "tab",
    b"\r": "enter",
    b"\n": "enter",
    b" ": "space",
    b"\x7f": "backspace",
    b"\x08": "backspace",
    b"\x03": "interrupt",
    b"\x04": "eof",
    b"\x1b": "escape",
}

_KEY: Final = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1bO[@-~]|[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|"
    rb"[\xf0-\xf7][\x80-\xbf]{3}|[\x00-\x1a\x1c-\x7f]",
    re.DOTALL,
)
_BEGUN: Final = re.compile(
    rb"\x1b(\[[0-?]*[ -/]*|O)?|[\xc0-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf7][\x80-\xbf]{0,2}"
)


def read_keys(data: bytes, *, finished: bool = False) -> tuple[list[str], bytes]:
    """Return the keys that *data* holds, and the bytes of a key that has only begun.

    :param finished: nothing more is to come: what has only begun is all there is.
    """
    keys: list[str] = []
    while data:
        match = _KEY.match(data)
        if match is None and not finished and _BEGUN.fullmatch(data):
            break
        found = match.group() if match else data[:1]
        data = data[len(found) :]
        keys.append(_NAMED.get(found) or found.decode(errors="replace"))
    return keys, data
