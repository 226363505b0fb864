from contextlib import contextmanager


@contextmanager
def changed(thing, name, value):
    """Give an attribute another value, for the length of a block."""
    old = getattr(thing, name)
    setattr(thing, name, value)
    try:
        yield old
    finally:
        setattr(thing, name, old)
