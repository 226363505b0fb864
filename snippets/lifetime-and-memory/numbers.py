class Numbers:
    """Count from `start` up to `end`, as `my_range` does."""

    def __init__(self, start, end):
        self.index, self.end = start, end

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.end:
            raise StopIteration
        self.index += 1
        return self.index - 1
