r"""Colour for a terminal, where it is wanted.

A piece of text carries the name of its style; without colour the same words are written plain.

>>> paint([("now", "running"), ("", " here")], colour=False)
'running here'
>>> paint([("now", "running"), ("", " here")], colour=True)
'\x1b[1;36mrunning\x1b[0m here'
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import TextIO

#: A text and the name of its style.
Piece = tuple[str, str]

#: What is said by colour is said by a word or a sign as well.
_STYLES: Final = {
    "title": "7",
    "strong": "1",
    "quiet": "2",
    "now": "1;36",
    "span": "1;4;36",
    "changed": "1;33",
    "error": "1;31",
    "chosen": "7",
}


def wants_colour(stream: TextIO) -> bool:
    """Return whether to write colour to *stream*.

    ``NO_COLOR`` in the environment says no and ``FORCE_COLOR`` yes, whatever the stream is; else it
    has to be a terminal that is not ``TERM=dumb``.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def paint(pieces: Iterable[Piece], *, colour: bool) -> str:
    """Return the texts of *pieces* in one, in their styles if *colour* is wanted."""
    return "".join(
        f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if colour and style and text else text
        for style, text in pieces
    )
