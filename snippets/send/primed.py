from functools import wraps


def primed(function):
    """Make calls of `function` return a generator that waits."""

    @wraps(function)
    def start(*args, **kwargs):
        generator = function(*args, **kwargs)
        next(generator)
        return generator

    return start
