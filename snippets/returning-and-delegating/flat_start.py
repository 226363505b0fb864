def flat(generator):
    """Run a generator; one that it yields is run in its place."""
    return (yield from generator)
