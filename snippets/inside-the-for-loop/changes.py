def changes(values):
    """Yield the values that differ from the one before."""
    previous = object()  # differs from all of them
    for value in values:
        if value != previous:
            yield value
        previous = value
