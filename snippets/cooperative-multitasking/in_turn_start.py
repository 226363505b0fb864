def in_turn(*iterables):
    """Yield values of the iterables in turn, until all are done."""
    for values in zip(*iterables):
        yield from values
