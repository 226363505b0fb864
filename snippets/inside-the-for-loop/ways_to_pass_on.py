#: after under_limit
def loop(source):
    for value in source:
        yield value


def generator_expression(source):
    return (value for value in source)


def comprehension(source):
    yield from [value for value in source]


def delegation(source):
    yield from source


def call_of_next(source):
    try:
        while True:
            yield next(source)
    except StopIteration:
        return


def call_of_send(source):
    try:
        while True:
            yield source.send(None)
    except StopIteration:
        return


def call_of_list(source):
    yield from list(source)


def unpacking(source):
    first, second = source
    yield first
    yield second


def loop_over_enumerate(source):
    for _, value in enumerate(source):
        yield value


class Iterator:
    def __init__(self, source):
        self.source = source

    def __iter__(self):
        return self

    def __next__(self):
        for value in self.source:
            return value
        raise StopIteration


def sum_through(way):
    numbers = (number for number in (20, 22))
    for _ in range(200):
        numbers = way(numbers)
    return under_limit(lambda: sum(numbers))


for way in (
    loop,
    generator_expression,
    comprehension,
    delegation,
    call_of_next,
    call_of_send,
    call_of_list,
    unpacking,
    loop_over_enumerate,
    Iterator,
):
    print(f"{way.__name__:<21}", sum_through(way))
