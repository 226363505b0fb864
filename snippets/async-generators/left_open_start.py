#: after words
import sys
from contextlib import contextmanager


@contextmanager
def left_open():
    """Give a list of the async generators that nobody closed."""
    found = []

    def firstiter(generator):
        found.append(generator.__name__)

    sys.set_asyncgen_hooks(firstiter=firstiter)
    yield found
    sys.set_asyncgen_hooks(None, None)
