"""The published schema of recordings, asked of a validator that is not ours."""

from __future__ import annotations

import json

import jsonschema  # type: ignore[import-untyped]
import pytest

from gentools._record.model import Trace
from gentools._record.record import record

SOURCE = (
    "class A:\n    pass\ndef g():\n    try:\n        yield [A()]\n    except KeyError as e:\n"
    "        print(e)\nx = g()\nnext(x)\nx.throw(KeyError('k'))\n"
)


def test_the_schema_is_a_sound_one() -> None:
    jsonschema.Draft202012Validator.check_schema(Trace.schema())


@pytest.mark.parametrize("by", ["opcode", "line", "transfer"])
def test_a_recording_is_as_the_schema_says(by: str) -> None:
    text = record(SOURCE, by=by).to_json()  # type: ignore[arg-type]
    jsonschema.validate(json.loads(text), Trace.schema())
