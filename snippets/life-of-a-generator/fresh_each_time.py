from gentools import my_range


class Fresh:
    """An iterable that makes a new generator for each iteration."""

    def __init__(self, function, *arguments):
        self.function = function
        self.arguments = arguments

    def __iter__(self):
        return self.function(*self.arguments)


numbers = Fresh(my_range, 0, 3)
print(list(numbers), list(numbers))
