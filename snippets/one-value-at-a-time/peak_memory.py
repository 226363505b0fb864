import tracemalloc


def peak(function, *args):
    """Return the most memory held at any moment of a call."""
    tracemalloc.start()
    try:
        function(*args)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
