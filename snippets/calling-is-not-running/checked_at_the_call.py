def my_range_checked(start, end):
    if not isinstance(start, int) or not isinstance(end, int):
        raise TypeError("start and end must be integers")
    return _count(start, end)


def _count(start, end):
    index = start
    while index < end:
        yield index
        index += 1
