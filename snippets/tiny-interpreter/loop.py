#: after frame
from typing import Any, NamedTuple

INSTRUCTIONS = {}


def instruction(function):
    """Make this function an instruction, by its name."""
    INSTRUCTIONS[function.__name__] = function
    return function


def run(frame):
    """Execute a frame until it is left; return how."""
    left = None
    while left is None:
        name, argument = frame.code.instructions[frame.place]
        frame.place += 1
        left = INSTRUCTIONS[name](frame, argument)
    return left


class Returned(NamedTuple):
    """How a frame was left: it has come to its end."""

    value: Any


@instruction
def RETURN(frame, _):
    return Returned(frame.stack.pop())
