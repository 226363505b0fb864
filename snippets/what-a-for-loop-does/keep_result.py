class KeepResult:
    """Iterate over a generator, and keep what it returns."""

    def __init__(self, generator):
        self.generator = generator

    def __iter__(self):
        self.result = yield from self.generator
