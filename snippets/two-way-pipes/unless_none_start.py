def unless_none(func):
    """Return func for everything but None, which it leaves as it is."""
    return lambda value: value and func(value)
