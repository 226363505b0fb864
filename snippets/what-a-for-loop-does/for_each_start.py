def for_each(iterable, action):
    """Call `action` with every value; return what the end carries."""
    for value in iterable:
        action(value)
