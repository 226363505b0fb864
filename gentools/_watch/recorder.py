"""What a stand-in knows: how to look at the watched object, and where to take it down.

>>> from gentools import my_range
>>> from gentools._look.kinds import kind_of
>>> numbers = my_range(0, 3)
>>> recorder = Recorder(numbers, kind_of(numbers), None, Transcript("GEN"))
>>> recorder.suspended(recorder.watched), recorder.state()
(False, 'GEN_CREATED')
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from gentools._look.kinds import Kind
from gentools._look.snapshots import Snapshot, snapshot
from gentools._look.unchanged import is_unchanged
from gentools._watch.exceptions import Arguments, bare, without_tracebacks
from gentools._watch.transcript import Place, Record, Transcript

#: Takes a snapshot, if it can.
Look = Callable[[object], Snapshot | None]


#: Told by identity: a metaclass may have given its classes an __eq__ and a __hash__.
Ending = tuple[type[BaseException], str]


class Endings(NamedTuple):
    """What an exception means that ends a call; any other one was raised."""

    normally: tuple[Ending, ...]
    #: If the watched object was closed already.
    closed: tuple[Ending, ...]


_RETURNED: Final[Ending] = (StopIteration, "returned")
RETURNS: Final = Endings((_RETURNED,), ())
YIELDS: Final = Endings(((StopIteration, "yielded"), (StopAsyncIteration, "returned")), ())
CLOSES: Final = Endings((_RETURNED,), (_RETURNED,))

_STARTING: Final = frozenset({"next", "send"})


class Recorder:
    """Knows one watched object, how to look at it, and the transcript to write to.

    The attributes are for the methods of stand-ins, which are to cost little.
    """

    __slots__ = (
        "_endings",
        "_kind",
        "append",
        "look",
        "number",
        "suspended",
        "transcript",
        "watched",
    )

    def __init__(
        self,
        watched: Any,
        kind: Kind,
        look: Look | None,
        transcript: Transcript,
        endings: Endings = RETURNS,
    ) -> None:
        """Make a recorder for *watched*."""
        self._endings: Final = endings
        self._kind: Final = kind
        self.append: Callable[[Record], None] = transcript.records.append
        self.number: Final = transcript.numbers.__next__
        self.look: Final = look
        self.suspended: Final = self._kind.suspended
        self.transcript: Final = transcript
        self.watched: Final = watched

    def state(self) -> str:
        """Return the state of what is watched."""
        kind, watched = self._kind, self.watched
        if kind.suspended(watched):
            word = "SUSPENDED"
        elif kind.running(watched):
            word = "RUNNING"
        else:
            word = "CLOSED" if kind.frame(watched) is None else "CREATED"
        return f"{kind.prefix}_{word}"

    def look_before(self, look: Look) -> Snapshot | None:
        """Return what *look* would, the last snapshot if nothing has changed since."""
        try:
            last: Snapshot | None = self.transcript.records[-1][-1]
            if last is not None and is_unchanged(self.watched, last):
                return last
        except (IndexError, MemoryError, RecursionError):
            pass
        return look(self.watched)

    def ended_by(
        self,
        error: BaseException,
        how: str,
        arguments: Arguments,
        place: Place | None,
        before: bool | str,
        seen: Snapshot | None,
    ) -> None:
        """Take down a call that ended with *error*."""
        outcome, value = self._meaning(error, before)
        after = self.state() if outcome == "raised" else None
        now = self.look and self.look(self.watched)
        given = without_tracebacks(arguments)
        self.append((self.number(), place, how, given, outcome, value, before, after, seen, now))

    def _meaning(self, error: BaseException, before: bool | str) -> tuple[str, object]:
        closed = before == f"{self._kind.prefix}_CLOSED"
        for ending, outcome in self._endings[closed]:
            if type(error) is ending:
                return outcome, getattr(error, "value", None)
        return "raised", bare(error)

    def of_step(self, how: str, arguments: Arguments) -> Recorder:
        """Return a recorder for the awaitable that *how* of an async generator returns.

        The first time that it is resumed is the call of *how* in the transcript.
        """
        endings = CLOSES if how == "aclose" else YIELDS
        recorder = Recorder(self.watched, self._kind, self.look, self.transcript, endings)
        recorder.append = _starting_with(how, without_tracebacks(arguments), self.append)
        return recorder


def _starting_with(
    how: str, arguments: Arguments, append: Callable[[Record], None]
) -> Callable[[Record], None]:
    """Return an *append* that writes the first start as a call of *how*."""
    waiting = [(how, arguments)]

    def append_one(record: Record) -> None:
        if waiting and record[2] in _STARTING:
            record = (*record[:2], *waiting.pop(), *record[4:])
        append(record)

    return append_one


def snapshot_if_there_is_room(watched: object) -> Snapshot | None:
    """Return a snapshot of *watched*, or None if there is no memory or stack left for one."""
    try:
        return snapshot(watched)
    except (MemoryError, RecursionError):
        return None
