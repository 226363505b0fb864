from contextlib import contextmanager


@contextmanager
def all_of(*managers):
    """Enter all managers, and hand out a list of what they hand out."""
    if not managers:
        yield []
        return
    first, *others = managers
    with first as value, all_of(*others) as values:
        yield [value, *values]
