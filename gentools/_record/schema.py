"""The published description of the file format, and as much of JSON Schema as reading one takes."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal, cast

Json = dict[str, Any]

_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "array": (list, tuple),
    "boolean": (bool,),
    "integer": (int,),
    "null": (type(None),),
    "object": (dict,),
    "string": (str,),
}


@cache
def schema() -> Json:
    """Return the JSON Schema of a recording."""
    text = Path(__file__).with_name("trace.schema.json").read_text(encoding="utf-8")
    described: Json = json.loads(text)
    return described


def check(data: object) -> None:
    """Check that *data* is as the schema describes it.

    :raises ValueError: if it is not; it says what is wrong, and where.
    """
    _check(data, schema(), "")


def _check(data: object, rule: Json | Literal[False], place: str) -> None:
    if rule is False:
        raise ValueError(f"{place or 'it'} should not be there")
    if "$ref" in rule:
        _check(data, schema()["$defs"][rule["$ref"].rpartition("/")[2]], place)
        return
    _check_value(data, rule, place)
    if isinstance(data, dict):
        _check_object(cast("Json", data), rule, place)
    elif isinstance(data, list | tuple):
        _check_array(cast("list[object]", data), rule, place)


def _check_value(data: object, rule: Json, place: str) -> None:
    if "const" in rule and data != rule["const"]:
        raise ValueError(f"{place or 'it'} should be {rule['const']!r}")
    if "enum" in rule and data not in rule["enum"]:
        raise ValueError(f"{place or 'it'} should be one of {', '.join(rule['enum'])}")
    if "type" in rule and not _is_of(data, rule["type"]):
        raise ValueError(f"{place or 'it'} should be of type {_words(rule['type'])}")
    if isinstance(data, int) and data < rule.get("minimum", data):
        raise ValueError(f"{place} should not be less than {rule['minimum']}")


def _words(kinds: str | list[str]) -> str:
    return kinds if isinstance(kinds, str) else " or ".join(kinds)


def _is_of(data: object, kinds: str | list[str]) -> bool:
    allowed = [kinds] if isinstance(kinds, str) else kinds
    if isinstance(data, bool):
        return "boolean" in allowed
    return any(isinstance(data, _TYPES[kind]) for kind in allowed)


def _check_object(data: Json, rule: Json, place: str) -> None:
    for name in rule.get("required", ()):
        if name not in data:
            raise ValueError(f"{place or 'it'} has no {name!r}")
    known = rule.get("properties", {})
    for name, part in data.items():
        inside = f"{place}.{name}" if place else name
        _check(part, known.get(name, rule["additionalProperties"]), inside)


def _check_array(data: list[object], rule: Json, place: str) -> None:
    if len(data) < rule.get("minItems", 0):
        raise ValueError(f"{place} should have {rule['minItems']} items")
    first = rule.get("prefixItems", [])
    for index, part in enumerate(data):
        each = first[index] if index < len(first) else rule["items"]
        _check(part, each, f"{place}[{index}]")
