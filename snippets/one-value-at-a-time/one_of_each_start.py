def one_of_each():
    """Return an iterable, an iterator and a generator."""
    iterable = [1, 2]
    iterator = [1, 2]
    generator = [1, 2]
    return iterable, iterator, generator
