from itertools import islice


def batches(items, size):
    """Yield tuples of `size` items; the last one may be shorter."""
    rest = iter(items)
    while batch := tuple(islice(rest, size)):
        yield batch
