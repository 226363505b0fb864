#: after managers
import contextlib
from itertools import product
from traceback import extract_tb

ERRORS = [None, OSError("blade broken"), StopIteration("empty")]
ERRORS += [RuntimeError("out of work"), GeneratorExit("closing")]


def block(manager, error):
    """Enter, and leave with an error or without."""
    with manager:
        if error is not None:
            raise error
    return "went on"


def own_entries(error):
    """Name the functions of these listings in a traceback."""
    own = {"block", *(function.__name__ for function in MANAGERS)}
    return [
        entry.name
        for entry in extract_tb(error.__traceback__)
        if entry.name in own
    ]


def outcome(decorate, function, error):
    """Return what comes of a block, and whether the generator ends."""
    made = []

    def noted():
        made.append(function())
        return made[-1]

    if error is not None:
        error = type(error)(*error.args)
    try:
        came = block(decorate(noted)(), error)
    except BaseException as raised:
        chain = repr(raised.__cause__), repr(raised.__context__)
        came = repr(raised), raised is error, chain, own_entries(raised)
    ended = made[0].gi_frame is None
    with contextlib.suppress(RuntimeError):
        made[0].close()
    return came, ended


def differences(decorate):
    """Return how many cases there are, and which differ from the library."""
    cases, unequal = list(product(MANAGERS, ERRORS)), []
    for function, error in cases:
        real = outcome(contextlib.contextmanager, function, error)
        if outcome(decorate, function, error) != real:
            kind = "none" if error is None else type(error).__name__
            unequal.append((function.__name__, kind))
    return len(cases), unequal
