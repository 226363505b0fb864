import tracemalloc

from gentools import my_range


def weight(look):
    """Return how many bytes each of a hundred generators takes
    after it was started and looked at.
    """
    generators = [None] * 100
    tracemalloc.start()
    try:
        for index in range(100):
            numbers = generators[index] = my_range(0, 3)
            next(numbers)
            look(numbers)
        return tracemalloc.get_traced_memory()[0] / 100
    finally:
        tracemalloc.stop()
