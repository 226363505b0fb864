def flat(generator):
    """Run a generator; one that it yields is run to its end in its place."""
    return (yield from generator)
