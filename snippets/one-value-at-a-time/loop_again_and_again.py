class Numbers:
    """The numbers from 0 up to `end`, for any number of loops."""

    def __init__(self, end):
        self.end = end

    def __iter__(self):
        index = 0
        while index < self.end:
            yield index
            index += 1
