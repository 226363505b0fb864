from functools import wraps


def held(make):
    """Hold a manager while the body of a generator function runs."""

    def decorate(function):
        @wraps(function)
        def under(*args, **kwargs):
            with make():
                return (yield from function(*args, **kwargs))

        return under

    return decorate
