from functools import wraps


def held(make):
    def decorate(function):
        @wraps(function)
        def under(*args, **kwargs):
            with make():
                return function(*args, **kwargs)

        return under

    return decorate
