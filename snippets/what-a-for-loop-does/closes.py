def closes(generator):
    """Give out a generator's values; a loop that is left closes it."""
    yield from generator
