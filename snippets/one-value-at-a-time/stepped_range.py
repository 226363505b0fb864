def stepped_range(start, end, step=1):
    """Yield the numbers from start to end, step by step."""
    if step == 0:
        raise ValueError("step must not be zero")
    index = start
    while index < end if step > 0 else index > end:
        yield index
        index += step
