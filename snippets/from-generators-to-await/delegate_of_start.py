#: after barista
def delegate_of(thing):
    """Return what `await thing` would resume."""
    return thing.__await__()
