"""What the reader can ask for, by a key or by a typed word.

>>> parse("line 7")
('line', '7')
>>> parse("n")
('next', '')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from gentools._stepper.walk import Walk


class Command(NamedTuple):
    """A command: its word, its keys, what it does, and what it is to be given."""

    word: str
    keys: tuple[str, ...]
    does: str
    needs: str = ""


COMMANDS: Final = (
    Command("next", ("n", "right", "space"), "one step on"),
    Command("back", ("b", "left"), "one step back"),
    Command("transfer", ("t", "down"), "to the next transfer of control"),
    Command("transfer-back", ("T", "up"), "to the transfer before"),
    Command("line", ("l",), "to where a line is next about to run", "NUMBER"),
    Command("go", ("g",), "to a step", "NUMBER"),
    Command("first", ("home",), "to the first step"),
    Command("last", ("end",), "to the last step"),
    Command("value", ("tab",), "choose the next value"),
    Command("value-back", ("backtab",), "choose the value before"),
    Command("expand", ("enter", "x"), "open or shut the chosen value, or that of", "[NAME]"),
    Command("help", ("?", "h"), "this list"),
    Command("quit", ("q", "eof"), "leave"),
)

#: By key, the word of the command; what needs a number is asked for it.
BY_KEY: Final = {key: command.word for command in COMMANDS for key in command.keys}
_NUMBER: Final = re.compile("[0-9]{1,9}")
_BY_WORD: Final = {command.word: command for command in COMMANDS}


def parse(text: str) -> tuple[str, str]:
    """Return the command that was typed, in full, and what it was given.

    :raises ValueError: if there is no such command; the message says what to do.
    """
    word, _, given = text.strip().partition(" ")
    if word.isdigit():
        word, given = "go", word
    fitting = [name for name in _BY_WORD if name.startswith(word)]
    full = BY_KEY.get(word) or (word if word in _BY_WORD else None)
    if full is None and word and len(fitting) == 1:
        full = fitting[0]
    if full is None:
        raise ValueError(f"There is no command {word!r}; help lists them.")
    return full, given.strip()


def do(walk: Walk, word: str, given: str) -> str:
    """Carry a command out; return a message for the reader.

    :raises ValueError: if it was not given what it needs; the message says what.
    """
    if word in _BY_NUMBER:
        if not _NUMBER.fullmatch(given):
            raise ValueError(f"{word} needs a number, such as: {word} 7")
        return _BY_NUMBER[word](walk, int(given))
    if word == "expand" and given:
        return walk.expand_named(given)
    if given:
        raise ValueError(f"{word} is not given anything; got {given!r}.")
    return _PLAIN[word](walk)


_BY_NUMBER: Final[dict[str, Callable[[Walk, int], str]]] = {
    "line": lambda walk, number: walk.to_line(number),
    "go": lambda walk, number: walk.go(number),
}
_PLAIN: Final[dict[str, Callable[[Walk], str]]] = {
    "next": lambda walk: walk.next(),
    "back": lambda walk: walk.back(),
    "transfer": lambda walk: walk.next_transfer(),
    "transfer-back": lambda walk: walk.last_transfer(),
    "first": lambda walk: walk.first(),
    "last": lambda walk: walk.end(),
    "value": lambda walk: walk.choose(1),
    "value-back": lambda walk: walk.choose(-1),
    "expand": lambda walk: walk.expand(),
}


def help_lines() -> list[str]:
    """Return the list of commands."""
    lines = [
        f"{', '.join(command.keys):<16} {f'{command.word} {command.needs}':<20} {command.does}"
        for command in COMMANDS
    ]
    return [f"{'key':<16} {'typed after :':<20}", *lines]
