def patient(readings):
    """Yield readings; a `ValueError` is answered with None."""
    refused = 0
    for reading in readings:
        try:
            yield reading
        except ValueError:
            refused += 1
            yield None
    return refused
