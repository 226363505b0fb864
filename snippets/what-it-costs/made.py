import tracemalloc


def made(make):
    """Return how many blocks of memory are allocated by one call of
    `make` and belong to what it returned.
    """
    kept = [None] * 100
    make()
    tracemalloc.start()
    for index in range(100):
        kept[index] = make()
    count = len(tracemalloc.take_snapshot().traces)
    tracemalloc.stop()
    return round(count / 100)
