def one_of_each():
    """Return an iterable, an iterator and a generator."""
    iterable = {1, 2}
    iterator = zip("ab", "cd")
    generator = (letter for letter in "ab")
    return iterable, iterator, generator
