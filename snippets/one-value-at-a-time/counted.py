def counted(start, end, count):
    """Yield the numbers; count in `count` how many were made."""
    index = start
    while index < end:
        count["made"] += 1
        yield index
        index += 1
