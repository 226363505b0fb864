from collections.abc import Generator


class Averager(Generator):
    """The averager without `yield`."""

    def __init__(self):
        self.count = 0
        self.total = 0.0
