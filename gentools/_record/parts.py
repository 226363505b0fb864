"""What a recording is made of: sources, code, frames, values and transfers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

By = Literal["opcode", "line", "transfer"]
Kind = Literal["module", "class", "function", "generator", "coroutine", "async_generator"]
State = Literal["created", "running", "waiting", "suspended", "closed"]

#: What the value of a transfer is called, by the kind of the transfer.
NAMES: Final = {
    "next": "sent",
    "send": "sent",
    "throw": "thrown",
    "close": "thrown",
    "yield": "yielded",
    "return": "returned",
    "raise": "raised",
}


class Positions(NamedTuple):
    """Where an instruction stands in the source: lines from 1, columns in UTF-8 bytes from 0."""

    lineno: int | None
    end_lineno: int | None
    col_offset: int | None
    end_col_offset: int | None


@dataclass(frozen=True)
class Source:
    """A text that the recorded code was made from, or the part of it that ran."""

    name: str
    text: str
    #: The number of the text's first line.
    first: int = 1

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Return the lines of the text."""
        return tuple(self.text.split("\n"))

    def line(self, number: int | None) -> str:
        """Return the line of that *number*; an empty text if there is none."""
        index = -1 if number is None else number - self.first
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def segment(self, positions: Positions | None) -> str:
        """Return the text at these *positions*; an empty text if they are not known."""
        if positions is None or None in positions:
            return ""
        start, end, column, end_column = (position or 0 for position in positions)
        lines = [self.line(number).encode() for number in range(start, end + 1)]
        lines[-1] = lines[-1][:end_column]
        lines[0] = lines[0][column:]
        return b"\n".join(lines).decode(errors="replace")


class Instruction(NamedTuple):
    """An instruction of a code object."""

    offset: int
    opname: str
    argrepr: str
    line: int | None
    positions: Positions


@dataclass(frozen=True)
class Code:
    """A code object, with its instructions."""

    number: int
    name: str
    qualname: str
    kind: Kind
    source: Source
    firstlineno: int
    parameters: tuple[str, ...]
    instructions: tuple[Instruction, ...]
    #: What makes a step of it: by "line" and by "transfer" its evaluation stack is not followed.
    by: By = "opcode"

    @cached_property
    def _by_offset(self) -> dict[int, Instruction]:
        return {instruction.offset: instruction for instruction in self.instructions}

    def at(self, offset: int | None) -> Instruction | None:
        """Return the instruction at *offset*, or None if there is none."""
        return None if offset is None else self._by_offset.get(offset)


class Value(NamedTuple):
    """What an object looked like at a step."""

    number: int
    type: str
    text: str
    parts: tuple[tuple[str, int], ...] = ()  # items or attributes: label, number
    more: int = 0  # how many parts are left out


@dataclass(frozen=True)
class Frame:
    """A frame at a step."""

    number: int
    code: Code
    #: The name of the generator; for other frames, of the code.
    name: str
    state: State
    #: The instruction it stands at: about to run, the one that called, or the one that suspended.
    offset: int | None = None
    line: int | None = None
    locals: Mapping[str, int] = field(default_factory=dict[str, int])
    #: Bottom first; None where it is not visible.
    stack: tuple[int, ...] | None = None
    #: The exception being handled.
    handling: int | None = None
    #: The frame that called or resumed it, while it runs or waits.
    caller: int | None = None
    #: The frame that it delegates to by `yield from` or `await`.
    delegate: int | None = None
    #: Which one it is of several generators with this name, from 1; 0 if there is only one.
    ordinal: int = 0

    @property
    def label(self) -> str:
        """Return its name, with a number where several generators have the same."""
        return f"{self.name} #{self.ordinal}" if self.ordinal else self.name

    @property
    def kind(self) -> Kind:
        """Return what the frame belongs to."""
        return self.code.kind

    @property
    def instruction(self) -> Instruction | None:
        """Return the instruction that the frame stands at."""
        return self.code.at(self.offset)


@dataclass(frozen=True)
class Transfer:
    """Control going from one frame to another, and the value it takes along."""

    kind: Literal[
        "call", "create", "start", "next", "send", "throw", "close", "yield", "return", "raise"
    ]
    #: The frames; None stands for code that is not recorded.
    source: int | None
    target: int | None
    value: int | None = None
    #: How it was asked for: `next()`, `send()`, `for`, `yield from`, `await`, `drop` ...
    how: str | None = None
    #: The delegating frames that the value goes through, in its direction.
    through: tuple[int, ...] = ()
    #: True for one link of such a way; a transfer that stands for the whole way is at another step.
    passing: bool = False

    @property
    def name(self) -> str | None:
        """Return what the value is called: sent, thrown, yielded, returned or raised."""
        return None if self.value is None else NAMES.get(self.kind)


class Output(NamedTuple):
    """Text that was printed, and where to: "stdout" or "stderr"."""

    stream: str
    text: str


class End(NamedTuple):
    """How the recording ended: finished, raised, exited or stopped by a limit."""

    how: Literal["finished", "raised", "exited", "stopped"]
    sentence: str
    value: int | None = None


def instruction_of(raw: list[Any]) -> Instruction:
    """Return an instruction of what the file has of it."""
    offset, opname, argrepr, *positions = raw
    return Instruction(offset, opname, argrepr, positions[0], Positions(*positions))


def value_of(number: int, raw: dict[str, Any]) -> Value:
    """Return a value of what the file has of it."""
    parts = tuple((label, part) for label, part in raw.get("parts", ()))
    return Value(number, raw["type"], raw["text"], parts, raw.get("more", 0))
