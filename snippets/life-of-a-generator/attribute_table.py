from inspect import getgeneratorstate

NAMES = ["gi_running", "gi_suspended", "gi_frame", "gi_yieldfrom"]
ROW = "{:<10} {:<11} {:<13} {:<9} {}"


def word(value):
    if value is None or isinstance(value, bool):
        return str(value)
    return f"a {type(value).__name__}"


def show(generator):
    state = getgeneratorstate(generator).removeprefix("GEN_")
    values = [word(getattr(generator, name)) for name in NAMES]
    print(ROW.format(state, *values))


def outer():
    show(main)
    yield "from outer"
    yield from inner()


def inner():
    show(main)
    yield "from inner"


main = outer()
print(ROW.format("state", *NAMES))
show(main)
next(main)
show(main)
next(main)
show(main)
next(main, None)
show(main)
