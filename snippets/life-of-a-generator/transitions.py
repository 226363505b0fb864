import inspect
from operator import methodcaller

CALLS = {
    "next": next,
    "send 'x'": methodcaller("send", "x"),
    "throw": methodcaller("throw", KeyError),
    "close": methodcaller("close"),
}
ROW = "{:<10} {:<9} {:<21} {}"


def state(generator):
    return inspect.getgeneratorstate(generator).removeprefix("GEN_")


def report(generator, name):
    """Print the state, the outcome of a call, the state after."""
    before, call = state(generator), CALLS[name]
    try:
        outcome = f"gives {call(generator)!r}"
    except Exception as error:
        outcome = f"raises {type(error).__name__}"
    print(ROW.format(before, name, outcome, state(generator)))


def sample():
    yield "one"
    yield "two"


def after(steps):
    generator = sample()
    for _ in range(steps):
        next(generator, None)
    return generator


def reports_on_itself(name):
    report(itself, name)
    yield


for name in CALLS:
    report(after(0), name)
for name in CALLS:
    itself = reports_on_itself(name)
    next(itself)
for name in CALLS:
    report(after(1), name)
report(after(2), "next")
for name in CALLS:
    report(after(3), name)
