def stepped_range(start, end, step=1):
    """Yield the numbers from start to end, step by step."""
    index = start
    while index < end:
        yield index
        index += step
