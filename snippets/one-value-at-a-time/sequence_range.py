from collections.abc import Sequence


class SequenceRange(Sequence):
    """The integers from `start` up to `end`, as a sequence."""

    def __init__(self, start, end):
        self.start = start
        self.end = end

    def __len__(self):
        return max(0, self.end - self.start)

    def __getitem__(self, position):
        if position < 0:
            position += len(self)
        if not 0 <= position < len(self):
            raise IndexError(position)
        return self.start + position

    def __contains__(self, number):
        if not isinstance(number, int):
            return super().__contains__(number)
        return self.start <= number < self.end

    def __iter__(self):
        index = self.start
        while index < self.end:
            yield index
            index += 1
