from functools import wraps


def held(make):
    """Decorate a generator function: hold a manager while the body runs."""

    def decorate(function):
        @wraps(function)
        def under(*args, **kwargs):
            with make():
                return (yield from function(*args, **kwargs))

        return under

    return decorate
