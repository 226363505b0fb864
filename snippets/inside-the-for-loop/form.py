import dis
from types import FunctionType


def unused(function):
    """Return the same function, with code that has never run."""
    return FunctionType(function.__code__.replace(), globals())


def form(function):
    """Return what stands in the place of FOR_ITER at the moment."""
    written = {s.opname: s.offset for s in dis.get_instructions(function)}
    for step in dis.get_instructions(function, adaptive=True):
        if step.offset == written["FOR_ITER"]:
            return step.opname
