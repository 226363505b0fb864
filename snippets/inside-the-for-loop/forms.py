#: after loop_in_bytecode
#: after form
class Hundred:
    def __init__(self):
        self.left = 100

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        self.left -= 1
        return self.left


class Shelf:
    def __iter__(self):
        yield from range(100)


def hundred():
    for number in range(100):
        yield number


for iterable in (
    hundred(),
    (number for number in range(100)),
    list(range(100)),
    tuple(range(100)),
    range(100),
    dict.fromkeys(range(100)),
    "hundred " * 20,
    Shelf(),
    Hundred(),
    map(int, hundred()),
    enumerate(hundred()),
):
    loop = unused(exhaust)
    loop(iterable)
    print(f"{type(iterable).__name__:<10}", form(loop))
