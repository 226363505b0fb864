import tracemalloc


def share(report, path):
    """Return the peak of memory in a report, in sizes of the file."""
    tracemalloc.start()
    try:
        report(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    return peak / path.stat().st_size
