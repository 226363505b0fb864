from functools import partial
from types import GeneratorType


def flat(generator):
    """Run a generator; one that it yields is run in its place."""
    running = [generator]
    resume = partial(next, generator)
    while True:
        try:
            value = resume()
        except StopIteration as stop:
            running.pop()
            if not running:
                return stop.value
            resume = partial(running[-1].send, stop.value)
            continue
        except BaseException as error:
            running.pop()
            if not running:
                raise
            resume = partial(running[-1].throw, error)
            continue
        if isinstance(value, GeneratorType):
            running.append(value)
            resume = partial(next, value)
            continue
        try:
            sent = yield value
        except BaseException as error:
            resume = partial(running[-1].throw, error)
        else:
            resume = partial(running[-1].send, sent)
