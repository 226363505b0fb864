class RangeIterator:
    def __init__(self, start, end):
        self.index = start
        self.end = end

    def __iter__(self):
        return self

    def __next__(self):
        if self.index >= self.end:
            raise StopIteration
        number = self.index
        self.index += 1
        return number
