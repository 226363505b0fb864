#: after lengths
class Lengths:
    """The runs of a text, as `lengths` yields them."""

    def __init__(self, text):
        self.characters = iter(text)
        self.last, self.length = None, 0

    def __iter__(self):
        return self

    def __next__(self):
        for character in self.characters:
            if self.length and character != self.last:
                run = self.last, self.length
                self.length = 0
                return run
            self.last = character
            self.length += 1
        if self.length:
            return self.last, self.length
        raise StopIteration
