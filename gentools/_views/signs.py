"""The signs of the views, and plain ones for a stream that cannot write them.

>>> state("suspended")
'‖ suspended'
>>> state("suspended", PLAIN)
'= suspended'
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO


class Signs(NamedTuple):
    """The characters that a view draws with."""

    #: By state: what is drawn beside its word.
    states: Mapping[str, str]
    #: By state: what a lane of the timeline is drawn with.
    lanes: Mapping[str, str]
    rule: str
    bar: str
    arrow: str
    back: str
    more: str
    here: str
    floor: str


DRAWN: Final = Signs(
    {"created": "○", "running": "▶", "waiting": "▷", "suspended": "‖", "closed": "■"},
    {"created": "·", "running": "━", "waiting": "─", "suspended": "┄", "closed": "■"},
    rule="─",
    bar="│",
    arrow="→",
    back="←",
    more="…",
    here="▲",
    floor="└",
)

PLAIN: Final = Signs(
    {"created": "o", "running": ">", "waiting": "+", "suspended": "=", "closed": "#"},
    {"created": ".", "running": "=", "waiting": "-", "suspended": ":", "closed": "#"},
    rule="-",
    bar="|",
    arrow="->",
    back="<-",
    more="...",
    here="^",
    floor="+",
)


def signs_for(stream: TextIO | None = None) -> Signs:
    """Return the signs that *stream* can write; without one, those for standard output."""
    encoding = getattr(sys.stdout if stream is None else stream, "encoding", None)
    everything = "".join((*DRAWN.states.values(), *DRAWN.lanes.values(), *DRAWN[2:]))
    try:
        everything.encode(encoding if isinstance(encoding, str) else "utf-8")
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return DRAWN


def state(word: str, signs: Signs = DRAWN) -> str:
    """Return a state as its sign and its word."""
    return f"{signs.states.get(word, '?')} {word}"
