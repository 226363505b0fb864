#: after log_file
from functools import partial


def chunks(file, size):
    """Return an iterator over the bytes of a file, `size` at a time."""
    return iter(partial(file.read, size), b"")
