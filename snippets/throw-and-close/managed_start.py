class Managed:
    """Make a context manager of a generator that yields once."""

    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        return next(self.generator)

    def __exit__(self, kind, error, trace):
        self.generator.close()
