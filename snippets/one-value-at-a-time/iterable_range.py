class Range:
    def __init__(self, start, end):
        self.start = start
        self.end = end

    def __iter__(self):
        index = self.start
        while index < self.end:
            yield index
            index += 1
