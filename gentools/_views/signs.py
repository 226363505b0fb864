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
    #: What the stream encodes text in.
    encoding: str = "utf-8"

    def written(self, text: str) -> str:
        r"""Return *text* as it will stand there: what the stream cannot encode is escaped.

        >>> PLAIN._replace(encoding="latin-1").written("naïve 漢")
        'naïve \\u6f22'
        """
        return text.encode(self.encoding, "backslashreplace").decode(self.encoding)


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
    told = getattr(sys.stdout if stream is None else stream, "encoding", None)
    encoding = told if isinstance(told, str) else "utf-8"
    everything = "".join((*DRAWN.states.values(), *DRAWN.lanes.values(), *DRAWN[2:-1]))
    try:
        everything.encode(encoding)
    except UnicodeEncodeError:
        return PLAIN._replace(encoding=encoding)
    except LookupError:
        return PLAIN._replace(encoding="ascii")
    return DRAWN._replace(encoding=encoding)


def state(word: str, signs: Signs = DRAWN) -> str:
    """Return a state as its sign and its word."""
    return f"{signs.states.get(word, '?')} {word}"
