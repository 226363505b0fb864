class Numbers:
    """The numbers from 0 up to `end`, for any number of loops."""

    def __init__(self, end):
        self.end = end

    def __iter__(self):
        self.index = 0
        return self

    def __next__(self):
        if self.index >= self.end:
            raise StopIteration
        self.index += 1
        return self.index - 1
