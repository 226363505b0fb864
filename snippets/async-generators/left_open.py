#: after words
import sys
from contextlib import contextmanager


@contextmanager
def left_open():
    """Give a list of the async generators that nobody closed."""
    found = []

    def finalizer(generator):
        found.append(generator.__name__)
        if before.finalizer:
            before.finalizer(generator)

    before = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(finalizer=finalizer)
    try:
        yield found
    finally:
        sys.set_asyncgen_hooks(*before)
