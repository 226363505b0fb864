import sys


def show(who):
    print(f"{who:<10} {sys.exception()!r}")


def failing():
    show("generator")
    try:
        raise ValueError("inside")
    except ValueError:
        show("generator")
        yield
        show("generator")
    show("generator")
    yield


generator = failing()
next(generator)
show("caller")
try:
    raise KeyError("outside")
except KeyError:
    show("caller")
    next(generator)
    show("caller")
show("caller")
