class Iterator:
    left = 2

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left:
            return self.left
        raise StopIteration


def returns_nothing():
    yield 1


def returns_5():
    yield 1
    return 5


def ask_with_next(iterator):
    try:
        while True:
            next(iterator)
    except StopIteration:
        pass
