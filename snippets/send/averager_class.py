from collections.abc import Generator


class Averager(Generator):
    """The averager without `yield`."""

    def __init__(self):
        self.count = 0
        self.total = 0.0

    def send(self, number):
        if number is None:
            raise TypeError("an averager needs a number")
        self.count += 1
        self.total += number
        return self.total / self.count

    def throw(self, typ, val=None, tb=None):
        return super().throw(typ, val, tb)
