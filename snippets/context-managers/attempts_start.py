from contextlib import suppress


def attempts(count, kind):
    for _ in range(count):
        yield suppress(kind)
