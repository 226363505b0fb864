"""Recordings as JSON text, and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

from gentools._record.schema import check

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Json = dict[str, Any]

FORMAT: Final = "gentools-trace"
VERSION: Final = 1


def dump(data: Json) -> str:
    """Return the text of a recording: the same for the same recording."""
    return json.dumps(data, separators=(",", ":"), default=_in_full) + "\n"


def _in_full(told: Any) -> list[Json]:
    return [*told]


def load(text: str | bytes) -> Json:
    """Return the recording that *text* holds.

    :raises ValueError: if it is damaged, of a newer version, or something else.
    """
    parsed = _parsed(text)
    data = cast("Json", parsed) if isinstance(parsed, dict) else {}
    if data.get("format") != FORMAT:
        raise ValueError(f"this is no recording: it does not say that its format is {FORMAT!r}")
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise ValueError(
            f"the recording is in version {version} of the format, and this gentools reads up to "
            f"version {VERSION}; read it with a newer gentools"
        )
    try:
        check(data)
        _check_numbers(data)
        _check_frames(data)
    except ValueError as error:
        raise ValueError(f"the recording is damaged: {error}") from None
    return data


def _parsed(text: str | bytes) -> object:
    try:
        parsed: object = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"the recording is damaged: it is no JSON ({error})") from None
    return parsed


def _check_numbers(data: Json) -> None:
    """Check that each number stands for something."""
    counts = {kind: len(data[kind]) for kind in ("sources", "codes", "frames", "values")}
    for place, kind, number in _numbers(data):
        if number is not None and number >= counts[kind]:
            raise ValueError(f"{place} is {number}, and there are {counts[kind]} {kind}")


def _check_frames(data: Json) -> None:
    """Check that no step goes to a frame before it begins, or finds a call stack without an end."""
    callers: dict[int, int | None] = {}
    for index, step in enumerate(data["steps"]):
        changes = {_frame_number(key, index): item for key, item in step.get("changes", {}).items()}
        for number, change in changes.items():
            callers[number] = change.get("by", callers.get(number))
        for place, named in _frames(step, changes.values()):
            if named is not None and named not in callers:
                raise ValueError(f"steps[{index}].{place} is {named}, which is not begun yet")
        for number, change in changes.items():
            if "by" in change and _is_below_itself(number, callers):
                raise ValueError(f"steps[{index}] lets frame {number} be called by itself")


def _frames(step: Json, changes: Iterable[Json]) -> Iterator[tuple[str, int | None]]:
    yield "frame", step["frame"]
    transfer = step.get("transfer", {})
    for number in (transfer.get("from"), transfer.get("to"), *transfer.get("through", ())):
        yield "transfer", number
    for change in changes:
        for name in ("by", "delegate"):
            yield name, change.get(name)


def _is_below_itself(number: int, callers: Mapping[int, int | None]) -> bool:
    caller = callers[number]
    for _ in callers:
        if caller is None:
            return False
        caller = callers[caller]
    return caller is not None


def _frame_number(key: str, index: int) -> int:
    if not (key.isascii() and key.isdigit()):
        raise ValueError(f"steps[{index}].changes has the key {key!r}, which is no number")
    return int(key)


def _numbers(data: Json) -> Iterator[tuple[str, str, int | None]]:
    for index, code in enumerate(data["codes"]):
        yield f"codes[{index}].source", "sources", code["source"]
    for index, frame in enumerate(data["frames"]):
        yield f"frames[{index}].code", "codes", frame["code"]
    values: list[Json] = data["values"]
    yield from _parts("values", enumerate(values))
    yield "end.value", "values", data["end"].get("value")
    for index, step in enumerate(data["steps"]):
        yield from _of_step(f"steps[{index}]", index, step)


def _parts(place: str, values: Iterable[tuple[object, Json]]) -> Iterator[tuple[str, str, int]]:
    for key, value in values:
        for _, number in value.get("parts", ()):
            yield f"{place}[{key}].parts", "values", number


def _of_step(place: str, index: int, step: Json) -> Iterator[tuple[str, str, int | None]]:
    yield f"{place}.frame", "frames", step["frame"]
    yield from _parts(f"{place}.values", step.get("values", {}).items())
    transfer = step.get("transfer", {})
    for number in (transfer.get("from"), transfer.get("to"), *transfer.get("through", ())):
        yield f"{place}.transfer", "frames", number
    yield f"{place}.transfer.value", "values", transfer.get("value")
    for key, change in step.get("changes", {}).items():
        inside = f"{place}.changes.{key}"
        for number in (_frame_number(key, index), change.get("by"), change.get("delegate")):
            yield inside, "frames", number
        held = (*change.get("set", {}).values(), *(change.get("stack") or ()))
        for number in (*held, *change.get("push", ()), change.get("handling")):
            yield inside, "values", number
