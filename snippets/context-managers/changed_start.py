from contextlib import contextmanager


@contextmanager
def changed(thing, name, value):
    old = getattr(thing, name)
    setattr(thing, name, value)
    yield old
    setattr(thing, name, old)
