#: after managers
import contextlib
from traceback import extract_tb

ERRORS = [
    *(None, OSError("blade broken"), StopIteration("empty")),
    *(RuntimeError("out of work"), GeneratorExit("closing")),
]


def block(manager, error):
    """Enter, and leave with an error or without."""
    with manager:
        if error is not None:
            raise error
    return "went on"


def own_entries(error):
    """Name the functions of these listings that a traceback goes through."""
    own = {"block", *(function.__name__ for function in MANAGERS)}
    return [
        entry.name
        for entry in extract_tb(error.__traceback__)
        if entry.name in own
    ]


def outcome(decorate, function, error):
    """Return what comes of a `with` block, and whether the generator has ended."""
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
    """Compare a decorator with the library's: the cases, and those that differ."""
    real = contextlib.contextmanager
    cases = [(function, error) for function in MANAGERS for error in ERRORS]
    return len(cases), [
        (
            function.__name__,
            "nothing" if error is None else type(error).__name__,
        )
        for function, error in cases
        if outcome(decorate, function, error) != outcome(real, function, error)
    ]
