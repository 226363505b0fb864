#: after leaving
from functools import wraps


class Manager:
    """What a function decorated with `contextmanager` returns."""

    def __init__(self, function, args, kwargs):
        self.recipe = function, args, kwargs
        self.gen = function(*args, **kwargs)
        self.__doc__ = function.__doc__

    def __enter__(self):
        del self.recipe
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, error, trace):
        if kind is None:
            return end(self.gen)
        if error is None:
            error = kind()
        return end_with(self.gen, error, trace)

    def __call__(self, function):
        @wraps(function)
        def under(*args, **kwargs):
            with Manager(*self.recipe):
                return function(*args, **kwargs)

        return under


def contextmanager(function):
    """Make managers of what a generator function returns."""

    @wraps(function)
    def make(*args, **kwargs):
        return Manager(function, args, kwargs)

    return make
