import contextlib


@contextlib.contextmanager
def closing(thing):
    """Close a thing at the end, whatever happens."""
    try:
        yield thing
    finally:
        thing.close()


@contextlib.contextmanager
def suppress(*kinds):
    """Swallow errors of some kinds."""
    try:
        yield
    except kinds:
        pass
