#: after by_hand
#: after delegates
from itertools import product


def calls(generator):
    """Return what may be done to a generator, by name."""
    throw = generator.throw
    return {
        "next": lambda: next(generator),
        "send None": lambda: generator.send(None),
        "send 7": lambda: generator.send(7),
        "throw OSError": lambda: throw(OSError("cut")),
        "throw KeyError": lambda: throw(KeyError("lost")),
        "throw StopIteration": lambda: throw(StopIteration("mine")),
        "throw GeneratorExit": lambda: throw(GeneratorExit),
        "close": generator.close,
    }


def outcomes(generator, names):
    """Make some calls; return what each came to."""
    found = []
    for name in names:
        try:
            found.append(f"returned {calls(generator)[name]()!r}")
        except BaseException as error:
            found.append(f"raised {error!r} {error.__cause__!r}")
    return found


def differences(function):
    """Compare with `yield from`: how often, and where they differ."""
    names = list(calls(by_hand([])))
    count, unequal = 0, []
    for make, middle in product(DELEGATES, product(names, repeat=3)):
        script = ["next", *middle, "next", "close", "close"]
        count += 1
        real = outcomes(with_yield_from(make()), script)
        if outcomes(function(make()), script) != real:
            unequal.append((make.__name__, middle))
    return count, unequal
