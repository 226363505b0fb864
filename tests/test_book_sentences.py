"""Every sentence under a recording of the book says what the recording says.

The recordings are those in the built pages. What a sentence may say is worked out here anew, from
the JSON alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.book_films import microscopes

Json = dict[str, Any]

CODE = re.compile(r"`([^`]*)`")
PLAIN = re.compile(
    r"(?:`([^`]+)`|(The caller|The program)) is at line (\d+)(?:, about to run `([^`]+)`)?(.*)\."
)


@dataclass
class State:
    """What of a frame a sentence may speak of."""

    label: str
    code: Json
    at: int | None = None
    line: int | None = None
    names: dict[str, int] = field(default_factory=dict)


@dataclass
class Moment:
    """A step, and the state after it."""

    index: int
    step: Json
    sentence: str
    frames: dict[int, State]
    texts: dict[int, str]

    @property
    def transfer(self) -> Json | None:
        found: Json | None = self.step.get("transfer")
        return found

    @property
    def running(self) -> State:
        return self.frames[self.step["frame"]]

    def value(self, number: int | None) -> str:
        return "None" if number is None else self.texts[number]


def films() -> list[Any]:
    """Return the films in all pages, by the labels of their figures."""
    return [pytest.param(found.data, id=name) for name, found in microscopes().items()]


def moments(film: Json) -> Iterator[Moment]:
    """Yield every step, with what is known after it."""
    trace = film["trace"]
    frames: dict[int, State] = {}
    texts = {number: value["text"] for number, value in enumerate(trace["values"])}
    for index, step in enumerate(trace["steps"]):
        texts.update({int(key): value["text"] for key, value in step.get("values", {}).items()})
        for key, change in step.get("changes", {}).items():
            number = int(key)
            code = trace["codes"][trace["frames"][number]["code"]]
            state = frames.setdefault(number, State(film["labels"][number], code))
            for name in change.get("unset", ()):
                state.names.pop(name, None)
            state.names.update(change.get("set", {}))
            if "at" in change:
                go(state, change["at"])
        go(frames[step["frame"]], step["at"])
        yield Moment(index, step, film["sentences"][index], frames, texts)


def go(state: State, at: int) -> None:
    state.at = at
    line = instruction(state)[3]
    state.line = state.line if line is None else line


def instruction(state: State) -> list[Any]:
    found: list[Any] = next(item for item in state.code["instructions"] if item[0] == state.at)
    return found


def check_plain(moment: Moment) -> None:
    """A step without a transfer: who is where, about to do what, and what has changed."""
    match = PLAIN.fullmatch(moment.sentence)
    assert match is not None, moment.sentence
    name, module, line, about, news = match.groups()
    state = moment.running
    assert (name or module.lower()) == state.label
    assert int(line) == state.line
    _, opname, argument, *_ = instruction(state)
    by_line = state.code.get("by") == "line"
    assert about == (None if by_line else f"{opname} {argument}".strip())
    change = moment.step.get("changes", {}).get(str(moment.step["frame"]), {})
    wanted = [
        f"`{bound}` is now `{moment.value(number)}`"
        for bound, number in change.get("set", {}).items()
    ] + [f"`{gone}` is gone" for gone in change.get("unset", ())]
    assert news == (f"; {', '.join(wanted)}" if wanted else "")


def check_transfer(moment: Moment, transfer: Json) -> None:
    """A transfer: who let go of control, who has it, at which line, with what."""
    said, kind = moment.sentence, transfer["kind"]
    source, target = (moment.frames.get(transfer[end]) for end in ("from", "to"))
    through = [moment.frames[number] for number in transfer.get("through", ())]
    for state in through:
        assert f"`{state.label}`" in said
    told = {"yield": source, "return": source, "raise": source}.get(kind, target)
    if told is not None and told.code["kind"] not in ("module", "class"):
        assert f"`{told.label}`" in said
    CHECKS[kind](moment, transfer, source, target)


def check_yield(moment: Moment, transfer: Json, source: State | None, _: State | None) -> None:
    assert source is not None
    value = moment.value(transfer["value"])
    assert f"is suspended at line {source.line}, having yielded `{value}`" in moment.sentence
    for number in transfer.get("through", ()):
        state = moment.frames[number]
        assert f"`{state.label}` passes it on and is suspended at line {state.line}" in (
            moment.sentence
        )


def check_resume(moment: Moment, transfer: Json, _: State | None, target: State | None) -> None:
    assert target is not None
    value = moment.value(transfer.get("value"))
    word = "await" if target.code["kind"] == "coroutine" else "yield"
    if not transfer.get("passing"):
        wanted = f"`{value}` is sent, and becomes the value of the `{word}` at line {target.line}."
        assert moment.sentence.endswith(wanted)


def check_start(moment: Moment, transfer: Json, _: State | None, target: State | None) -> None:
    assert target is not None
    begins = "for the first time; it starts at the top, where no `yield` waits for a value."
    assert moment.sentence.endswith((begins, " its delegate."))


def check_create(moment: Moment, _: Json, __: State | None, target: State | None) -> None:
    assert target is not None
    kind = target.code["kind"].replace("_", " ")
    assert f" has made {'an' if kind[0] == 'a' else 'a'} {kind}" in moment.sentence
    assert "not a line of its body has run" in moment.sentence


def check_call(moment: Moment, _: Json, source: State | None, target: State | None) -> None:
    if source is not None:
        assert moment.sentence.startswith((f"`{source.label}` ", source.label.capitalize()))
    if target is not None and target.code["kind"] == "module":
        assert moment.sentence == "The program starts."
    elif target is not None and target.code["kind"] == "class":
        assert moment.sentence.endswith(f" runs the body of the class `{target.label}`.")
    else:
        assert source is not None
        assert moment.sentence.endswith(f", and waits at line {source.line}.")


def check_throw(moment: Moment, transfer: Json, _: State | None, target: State | None) -> None:
    assert target is not None
    if "value" not in transfer:
        assert "nothing of its body runs" in moment.sentence
    elif instruction(target)[1] == "YIELD_VALUE":
        closing = transfer["kind"] == "close"
        what = "GeneratorExit" if closing else f"`{moment.value(transfer['value'])}`"
        wanted = rf"; {re.escape(what)} is thrown in at the `yield(?: from)?` at line {target.line}"
        assert re.search(wanted, moment.sentence)


def check_return(moment: Moment, transfer: Json, source: State | None, _: State | None) -> None:
    assert source is not None
    if source.code["kind"] in ("module", "class"):
        assert moment.sentence.endswith("has run to its end.")
        return
    assert f"has returned `{moment.value(transfer['value'])}`" in moment.sentence
    raising = transfer.get("how") in ("next()", "send()", "throw()", "__next__()")
    carried = raising and source.code["kind"] in ("generator", "coroutine")
    assert ("StopIteration" in moment.sentence) == carried
    assert ("is closed" in moment.sentence) == (source.code["kind"] != "function")


def check_raise(moment: Moment, transfer: Json, source: State | None, _: State | None) -> None:
    assert source is not None
    assert moment.sentence.startswith(f"`{moment.value(transfer['value'])}` leaves ")
    assert ("is closed" in moment.sentence) == (source.code["kind"] != "function")


CHECKS = {
    "call": check_call,
    "close": check_throw,
    "create": check_create,
    "next": check_resume,
    "raise": check_raise,
    "return": check_return,
    "send": check_resume,
    "start": check_start,
    "throw": check_throw,
    "yield": check_yield,
}

FILMS = films()


@pytest.mark.parametrize("film", FILMS)
def test_every_sentence_says_what_was_recorded(film: Json) -> None:
    for moment in moments(film):
        if moment.transfer is None:
            check_plain(moment)
        else:
            check_transfer(moment, moment.transfer)


@pytest.mark.parametrize("film", FILMS)
def test_every_word_of_code_in_a_sentence_stands_in_the_recording(film: Json) -> None:
    source = "\n".join(item["text"] for item in film["trace"]["sources"])
    for moment in moments(film):
        known = {*moment.texts.values(), *film["labels"], "yield", "yield from", "await", "for"}
        known |= {"close"} | {name for state in moment.frames.values() for name in state.names}
        known |= {" ".join(instruction(moment.running)[1:3]).strip()}
        gone = set(
            moment.step.get("changes", {}).get(str(moment.step["frame"]), {}).get("unset", ())
        )
        for word in CODE.findall(moment.sentence):
            assert word in known | gone or word in source, moment.sentence
