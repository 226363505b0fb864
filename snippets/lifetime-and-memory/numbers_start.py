from gentools import my_range


class Numbers:
    """Count from `start` up to `end`, as `my_range` does."""

    def __init__(self, start, end):
        self.numbers = my_range(start, end)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.numbers)
