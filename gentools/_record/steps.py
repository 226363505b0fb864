"""Steps and values that are kept in a few words, and told in full when somebody asks for them.

A step in full is a dictionary of dictionaries, as it stands in the file. Most say so little that
they are kept as a tuple instead: the function that tells the step, and what it tells. An int is
kept as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Json = dict[str, Any]
Telling: TypeAlias = "Callable[..., Json]"
Kept: TypeAlias = "Json | tuple[Any, ...] | int"


class Told:
    """The steps or the values of a recording, in full."""

    def __init__(self, kept: list[Kept]) -> None:
        self._kept = kept

    def __len__(self) -> int:
        return len(self._kept)

    def __getitem__(self, index: int) -> Json:
        return told(self._kept[index])

    def __iter__(self) -> Iterator[Json]:
        return map(told, self._kept)


def told(kept: Kept) -> Json:
    """Return a step or a value in full."""
    if isinstance(kept, dict):
        return kept
    if isinstance(kept, int):
        return {"type": "int", "text": repr(kept)}
    tell: Telling = kept[0]
    return tell(*kept[1:])


def still(frame: int, at: int) -> Json:
    """Tell of a step that changes nothing."""
    return {"frame": frame, "at": at}


def popped(frame: int, at: int, count: int) -> Json:
    """Tell that so many objects left the stack."""
    return _changed(frame, at, {"pop": count})


def pushed(frame: int, at: int, *numbers: int) -> Json:
    """Tell that these objects came onto the stack."""
    return _changed(frame, at, {"push": [*numbers]})


def computed(frame: int, at: int, pops: int, number: int) -> Json:
    """Tell that one object is in the place of so many."""
    return _changed(frame, at, {"pop": pops, "push": [number]})


def stored(frame: int, at: int, name: str, number: int) -> Json:
    """Tell that a variable is bound to what left the stack."""
    return _changed(frame, at, {"set": {name: number}, "pop": 1})


def bound(frame: int, at: int, variables: dict[str, int]) -> Json:
    """Tell that these variables are bound."""
    return _changed(frame, at, {"set": variables})


def unseen(frame: int, at: int) -> Json:
    """Tell that the stack is not known any more."""
    return _changed(frame, at, {"stack": None})


def yielded(frame: int, at: int, source: int, left: int, number: int) -> Json:
    """Tell that *frame* goes on, as *source* has yielded at the instruction *left*."""
    return _yielded(frame, at, source, left, number, {"pop": 1})


def yielded_seen(
    frame: int, at: int, source: int, left: int, number: int, stack: Sequence[int]
) -> Json:
    """Tell the same where *source* is seen now to have these objects on its stack."""
    return _yielded(frame, at, source, left, number, {"stack": [*stack]})


def _yielded(frame: int, at: int, source: int, left: int, number: int, change: Json) -> Json:
    source_change = {**change, "state": "suspended", "by": None, "at": left}
    return {
        "frame": frame,
        "at": at,
        "changes": {str(source): source_change, str(frame): {"state": "running"}},
        "transfer": {"kind": "yield", "from": source, "to": frame, "value": number},
    }


def resumed(frame: int, at: int, caller: int, kind: str, how: str | None, number: int) -> Json:
    """Tell that *frame* goes on, as *caller* has resumed it."""
    change = {"state": "running", "by": caller, "push": [number]}
    transfer: Json = {"kind": kind, "from": caller, "to": frame, "value": number}
    return {
        "frame": frame,
        "at": at,
        "changes": {str(caller): {"state": "waiting"}, str(frame): change},
        "transfer": transfer if how is None else {**transfer, "how": how},
    }


def _changed(frame: int, at: int, change: Json) -> Json:
    return {"frame": frame, "at": at, "changes": {str(frame): change}}
