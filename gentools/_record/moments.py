"""All that one step can see, worked out from the step before and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from gentools._record.parts import Frame, value_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gentools._record.parts import Value

Json = dict[str, Any]

#: By what a change is called in the file: what a frame calls it.
_PLAIN: Final = {
    "state": "state",
    "at": "offset",
    "handling": "handling",
    "by": "caller",
    "delegate": "delegate",
}


@dataclass(frozen=True)
class Moment:
    """All that a step can see, in a form that the next step can be made from."""

    frames: Mapping[int, Frame]
    values: Mapping[int, Value]  # those that no longer look as they did first
    printed: int = 0


def after(moment: Moment, raw: Json, new: Callable[[int], Frame]) -> Moment:
    """Return the moment of the step *raw*; *new* gives frames that come into sight."""
    frames = dict(moment.frames)
    for key, change in raw.get("changes", {}).items():
        number = int(key)
        frames[number] = _changed(frames.get(number) or new(number), change)
    frames[raw["frame"]] = _changed(frames[raw["frame"]], {"at": raw["at"]})
    values = moment.values
    if "values" in raw:
        fresh = {int(key): value_of(int(key), item) for key, item in raw["values"].items()}
        values = {**values, **fresh}
    printed = sum(len(text) for _, text in raw.get("output", ()))
    return Moment(frames, values, moment.printed + printed)


def _changed(frame: Frame, change: Json) -> Frame:
    told = dict(vars(frame))
    for key, name in _PLAIN.items():
        if key in change:
            told[name] = change[key]
    if "at" in change:
        told["line"] = _line(frame, change["at"])
    if "set" in change or "unset" in change:
        told["locals"] = _bound(frame.locals, change)
    told["stack"] = _stack(frame.stack, change)
    return Frame(**told)


def _line(frame: Frame, offset: int | None) -> int | None:
    instruction = frame.code.at(offset)
    if instruction is None:
        return None
    # An instruction that has no line belongs to the line before it.
    return instruction.line if instruction.line is not None else frame.line


def _bound(before: Mapping[str, int], change: Json) -> dict[str, int]:
    gone = change.get("unset", ())
    kept = {name: number for name, number in before.items() if name not in gone}
    return {**kept, **change.get("set", {})}


def _stack(before: tuple[int, ...] | None, change: Json) -> tuple[int, ...] | None:
    if "stack" in change:
        return None if change["stack"] is None else tuple(change["stack"])
    if before is None:
        return None
    kept = before[: len(before) - change.get("pop", 0)]
    return (*kept, *change.get("push", ()))
