"""What a transcript holds: an entry for each time that the watched object was resumed.

>>> from gentools import echo, watch
>>> watched = watch(echo(), snapshots=False)
>>> next(watched)
>>> watched.send("one")
'one'
>>> [entry.how for entry in watched.transcript]
['next', 'send']
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import count
from types import CodeType
from typing import Any, Final, NamedTuple, overload

from gentools._look.capture import Caller
from gentools._look.differences import Difference, diff
from gentools._look.snapshots import Snapshot
from gentools._values import represent
from gentools._watch.exceptions import BareException
from gentools._watch.table import table

#: How many entries are kept, unless the caller says otherwise.
KEEP: Final = 1000

_TITLES: Final = ("", "caller", "call", "came back", "state")
_WIDTH: Final = 40
_WITHOUT_ARGUMENT: Final = frozenset({"next", "anext", "close", "aclose"})


class Entry(NamedTuple):
    """One time that the watched object was resumed."""

    number: int
    caller: Caller | None
    how: str
    given: object
    outcome: str
    value: object
    state_before: str
    state_after: str
    before: Snapshot | None
    after: Snapshot | None

    @property
    def changes(self) -> tuple[Difference, ...]:
        """Return what is different after it; nothing without snapshots."""
        return () if self.before is None or self.after is None else diff(self.before, self.after)

    def __str__(self) -> str:
        """Return the entry in one line."""
        return "  ".join(filter(None, self.cells()))

    def cells(self) -> tuple[str, ...]:
        return (
            str(self.number),
            _called(self.caller),
            f"{self.how}({'' if self.how in _WITHOUT_ARGUMENT else _shown(self.given)})",
            f"{self.outcome} {_shown(self.value)}",
            f"{_word(self.state_before)} -> {_word(self.state_after)}",
        )


#: Where a caller is: its code object, and the offset of the instruction.
Place = tuple[CodeType, int]

#: An entry as it is taken down. What can be worked out later is: the caller, and the states if they
#: go without saying, which is True before and None after.
Record = tuple[
    int, Place | None, str, tuple[Any, ...], str, object, bool | str, str | None, Any, Any
]

_AFTER: Final = {"yielded": "SUSPENDED", "awaited": "SUSPENDED", "returned": "CLOSED"}


class Transcript(Sequence[Entry]):
    """The ``transcript`` of what :func:`watch` returns: a sequence of entries, the oldest first.

    There is an entry for each time that it was resumed, in the order in which it gave control back.
    An entry has

    * ``number``: 1 for the first one;
    * ``caller``: who resumed it, with ``name``, ``qualname``, ``filename`` and ``lineno``; None if
      that was no Python code. If an outer generator delegates to it by ``yield from``, that
      generator calls ``next`` and ``send``; ``throw`` and ``close`` show who called the outer one;
    * ``how``: "next", "send", "throw" or "close"; for an async generator also "anext", "asend",
      "athrow" or "aclose", and "next", "send" or "throw" where one of those goes on after an
      ``await``;
    * ``given``: what was sent or thrown, else None;
    * ``outcome`` and ``value``: "yielded", "returned" or "raised", and what; for an async generator
      that awaits something also "awaited", and what that has yielded;
    * ``state_before`` and ``state_after``, in the words of :mod:`inspect`;
    * ``before`` and ``after``: the snapshots, or None; and ``changes``, what :func:`diff` says of
      them.

    A transcript keeps alive what it shows: what was sent, yielded and returned and, in the
    snapshots, local variables. Of an exception it holds a ``type`` and ``args`` only: a traceback
    would keep the frames that it went through. Its text is a table.

    >>> from gentools import tally, watch
    >>> total = watch(tally())
    >>> next(total)
    0
    >>> total.send(5)
    5
    >>> print(total.transcript)
       caller      call     came back  state
    1  <module>:1  next()   yielded 0  created -> suspended
    2  <module>:1  send(5)  yielded 5  suspended -> suspended
    >>> entry = total.transcript[-1]
    >>> entry.given, entry.value, entry.after.locals["total"]
    (5, 5, 5)
    """

    __slots__ = ("_prefix", "numbers", "records")

    def __init__(self, prefix: str, keep: int | None = KEEP) -> None:
        """Make a transcript without entries."""
        self._prefix: Final = prefix
        self.records: Final[deque[Record]] = deque(maxlen=keep)
        self.numbers: Final = count(1)

    def clear(self) -> None:
        """Forget all entries, and let go of what they hold. The next one is numbered on."""
        self.records.clear()

    def __len__(self) -> int:
        """Return how many entries are kept."""
        return len(self.records)

    @overload
    def __getitem__(self, index: int) -> Entry: ...

    @overload
    def __getitem__(self, index: slice) -> list[Entry]: ...

    def __getitem__(self, index: int | slice) -> Entry | list[Entry]:
        """Return an entry, or some, by their places among those that are kept."""
        if isinstance(index, slice):
            return [self._entry(record) for record in tuple(self.records)[index]]
        return self._entry(self.records[index])

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries that are kept now, oldest first."""
        return (self._entry(record) for record in tuple(self.records))

    def _entry(self, record: Record) -> Entry:
        number, place, how, arguments, outcome, value, before, after, *snapshots = record
        return Entry(
            number,
            _caller(place),
            how,
            arguments[0] if arguments else None,
            outcome,
            value,
            before if isinstance(before, str) else f"{self._prefix}_SUSPENDED",
            after or f"{self._prefix}_{_AFTER[outcome]}",
            *snapshots,
        )

    def __str__(self) -> str:
        """Return the entries as a table."""
        rows = [entry.cells() for entry in self]
        if not rows:
            return self._count()
        return table([_TITLES, *rows])

    def __repr__(self) -> str:
        """Return how many entries there are."""
        return f"<Transcript of {self._count()}>"

    def _repr_html_(self) -> str:
        from gentools._views.html import transcript_html  # noqa: PLC0415  (only notebooks ask)

        rows = [entry.cells() for entry in self]
        return transcript_html(self._count(), _TITLES if rows else (), rows)

    def _count(self) -> str:
        count = len(self)
        return f"{count or 'no'} {'entry' if count == 1 else 'entries'}"


def _caller(place: Place | None) -> Caller | None:
    if place is None:
        return None
    code, offset = place
    line = next((line for start, end, line in code.co_lines() if start <= offset < end), None)
    return Caller(code.co_name, code.co_qualname, code.co_filename, line)


def _called(caller: Caller | None) -> str:
    return "" if caller is None else f"{caller.name}:{caller.lineno}"


def _shown(value: object) -> str:
    return str(value) if type(value) is BareException else represent(value, limit=_WIDTH)


def _word(state: str) -> str:
    return state.partition("_")[2].lower()
