#: after station
import gc
import inspect


def forgotten(function):
    """Return the suspended generators of a function that are in memory."""
    return [
        found
        for found in gc.get_objects()
        if inspect.isgenerator(found)
        and found.gi_code is function.__code__
        and inspect.getgeneratorstate(found) == inspect.GEN_SUSPENDED
    ]
