def lets_it_pass():
    yield "waiting"


def yields_again():
    try:
        yield "waiting"
    except BaseException:
        yield "still here"


def returns():
    try:
        yield "waiting"
    except BaseException:
        return "result"


def raises_another():
    try:
        yield "waiting"
    except BaseException:
        raise KeyError("other")


REACTIONS = lets_it_pass, yields_again, returns, raises_another


def paused(function):
    """Return a generator that waits at its first `yield`."""
    generator = function()
    next(generator)
    return generator


def outcome(method, *arguments):
    """Say what the call of a method came to."""
    try:
        return f"returned {method(*arguments)!r}"
    except BaseException as error:
        return f"raised {error!r}"
