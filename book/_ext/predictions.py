"""What the reader is asked to predict: the outputs of a block, each before it is shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple

from snippets.blocks import Block, Variant
from snippets.sessions import MORE, PROMPT, Example, parse_session

_ADDRESS = re.compile(r" at 0x[0-9a-f]+\b")
_TRACEBACK = "Traceback (most recent call last):\n"

_NUMBERS = "write the numbers of prompts, as in ':predict: 2,4', or ':predict:' alone for all"


class Asked(NamedTuple):
    """An output that is asked for: the number of its prompt, and its lines, which count from 0."""

    prompt: int
    start: int
    end: int


class PredictionError(ValueError):
    """What is wrong with an option `:predict:`, and what to do about it."""


def asked(block: Block, variant: Variant, spec: str) -> list[Asked]:
    """Return the outputs of a session that `spec` asks for; an empty one asks for all.

    A listing has one output, which is asked for as a whole, as its prompt 0.
    Raises `PredictionError` if nothing, or nothing that can be known, is asked for.
    """
    if block.kind == "listing":
        return [_of_listing(variant, spec)]
    outputs = {number: example for number, example in _prompts(variant.text) if example.want}
    numbers = _numbers(spec) if spec else list(outputs)
    if not numbers:
        raise PredictionError("no prompt of this block prints anything; take the option away")
    count = sum(line.startswith(PROMPT) for line in variant.text.splitlines())
    return [_of_prompt(number, outputs, count) for number in numbers]


def print_of(variant: Variant, found: list[Asked]) -> str:
    """Return what changes when something else is asked: a prediction of that is none of this."""
    said = repr((variant.shown, [item.prompt for item in found]))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def _of_listing(variant: Variant, spec: str) -> Asked:
    if spec:
        raise PredictionError("a listing has no prompts; write ':predict:' alone")
    if not variant.output:
        raise PredictionError("this listing prints nothing; take the option away")
    _refuse_the_unknowable(variant.output, "the output")
    return Asked(0, 0, variant.output.count("\n"))


def _prompts(text: str) -> Iterator[tuple[int, Example]]:
    """Yield inputs with their numbers; those that are only a comment have one too."""
    lines = text.splitlines()
    for example in parse_session(text).examples:
        yield sum(line.startswith(PROMPT) for line in lines[: example.line]), example


def _numbers(spec: str) -> list[int]:
    parts = [part.strip() for part in spec.split(",")]
    wrong = next((part for part in parts if not part.isdecimal()), None)
    if wrong is not None:
        raise PredictionError(f"{wrong!r} is no number; {_NUMBERS}")
    return sorted({int(part) for part in parts})


def _of_prompt(number: int, outputs: dict[int, Example], count: int) -> Asked:
    if not 1 <= number <= count:
        raise PredictionError(
            f"there is no prompt {number}: the block has the prompts 1 to {count}"
        )
    if number not in outputs:
        those = ", ".join(map(str, outputs)) or "none"
        raise PredictionError(f"prompt {number} prints nothing; those that print are {those}")
    want = outputs[number].want
    _refuse_the_unknowable(want, f"what prompt {number} prints")
    return Asked(number, outputs[number].end - 1, outputs[number].end - 1 + want.count("\n"))


def _refuse_the_unknowable(output: str, what: str) -> None:
    """Of a traceback its last line will do as an answer, so that its others may be left out."""
    if _ADDRESS.search(output):
        raise PredictionError(f"{what} contains an address, which nobody can predict; ask others")
    left_out = any(line.strip() == MORE for line in output.splitlines())
    if left_out and not output.startswith(_TRACEBACK):
        raise PredictionError(f"{what} has lines left out, which nobody can predict; ask others")
