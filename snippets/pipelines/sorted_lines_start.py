#: after log_file
#: after stages
#: after batches
from heapq import merge


def sorted_lines(lines, size):
    """Yield lines in order, with about two batches in memory."""
    yield from merge(*map(sorted, batches(lines, size)))
