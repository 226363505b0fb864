from functools import partial


def by_hand(iterable):
    """Do what `return (yield from iterable)` does."""
    delegate = iter(iterable)
    resume = partial(next, delegate)
    while True:
        try:
            value = resume()
        except StopIteration as stop:
            return stop.value
        try:
            sent = yield value
        except GeneratorExit:
            if hasattr(delegate, "close"):
                delegate.close()
            raise
        except BaseException as error:
            if not hasattr(delegate, "throw"):
                raise
            resume = partial(delegate.throw, error)
        else:
            if sent is None:
                resume = partial(next, delegate)
            else:
                resume = partial(delegate.send, sent)


def with_a_loop(iterable):
    """Do what many take for the same."""
    for value in iterable:
        yield value


def with_yield_from(iterable):
    return (yield from iterable)
