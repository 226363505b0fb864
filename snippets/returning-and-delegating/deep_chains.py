import sys
from types import FunctionType

from gentools import delegating


def built(generator, levels):
    """Return a chain of delegates that was made from the inside out."""
    for _ in range(levels):
        generator = delegating(generator)
    return generator


def built_of_copies(generator, levels):
    """Return such a chain in which every level has its own code object."""
    for _ in range(levels):
        copy = FunctionType(delegating.__code__.replace(), {})
        generator = copy(generator)
    return generator


def recursive(levels):
    """Return a chain in which each generator makes the next one."""
    if levels:
        yield from recursive(levels - 1)
    else:
        yield "innermost"


def with_room(free, act, *arguments):
    """Act with room for some more frames; return the result or error."""
    depth, frame = 0, sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + free)
    try:
        return act(*arguments)
    except RecursionError as error:
        return repr(error)
    finally:
        sys.setrecursionlimit(usual)
