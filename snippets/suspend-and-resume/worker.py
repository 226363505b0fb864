def worker():
    kept = "in a local"
    pair = ("on the stack", (yield "first"))
    yield "second"


def caller(generator):
    one = next(generator)
    two = next(generator)
    return one, two
