#: after yielding
from gentools import delegating, imap_yield
from weakref import ref


def by_hand(source):
    return yielding(lambda item: item, source)


def by_gentools(source):
    return imap_yield(lambda item: item, source)


class Item:
    """A plain object, which a weak reference can refer to."""


def items():
    """Yield something that nobody but the caller needs."""
    yield Item()


def entries(error):
    """Count the frames that an exception came through."""
    trace, count = error.__traceback__, 0
    while trace:
        trace, count = trace.tb_next, count + 1
    return count
