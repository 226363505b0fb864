def for_each(iterable, action):
    """Call `action` with every value; return what the end carries."""
    iterator = iter(iterable)
    while True:
        try:
            value = next(iterator)
        except StopIteration as stop:
            return stop.value
        action(value)
