class Ahead:
    """A source that knows how far it ran ahead of those who are done."""

    def __init__(self, count):
        self.count = count
        self.now = self.most = 0

    def __iter__(self):
        for number in range(self.count):
            self.now += 1
            self.most = max(self.most, self.now)
            yield number

    def done(self, items):
        for _ in items:
            self.now -= 1
