def changes(values):
    """Yield the values that differ from the one before."""
    values = iter(values)
    try:
        previous = next(values)
        yield previous
        while True:
            value = next(values)
            if value != previous:
                yield value
            previous = value
    except StopIteration:
        return
