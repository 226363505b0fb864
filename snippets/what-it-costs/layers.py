def source(values):
    for value in values:
        yield value


def delegating(inner):
    yield from inner


def looping(inner):
    for value in inner:
        yield value


def through(layer, count, values):
    """Take all values through so many layers."""
    numbers = source(values)
    for _ in range(count):
        numbers = layer(numbers)
    for _ in numbers:
        pass
