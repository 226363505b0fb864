import functools
import itertools


def started(function):
    """Run the body to its first `yield` at the call."""

    @functools.wraps(function)
    def call(*args, **kwargs):
        generator = function(*args, **kwargs)
        try:
            first = next(generator)
        except StopIteration:
            return generator
        return itertools.chain([first], generator)

    return call
