#: after delegation
from copy import copy


def copied(generator):
    """Return a generator that goes on from the same place."""
    other = copy(generator)
    if generator.frame is not None:
        other.frame = copied_frame(generator.frame)
    return other


def copied_frame(frame):
    other = copy(frame)
    other.variables = dict(frame.variables)
    other.blocks = list(frame.blocks)
    other.stack = [copied_value(value) for value in frame.stack]
    return other


def copied_value(value):
    if isinstance(value, Generator):
        return copied(value)
    if hasattr(value, "__next__"):
        return copy(value)
    return value
