def my_range(start, end):
    index = start
    while index < end:
        yield index
        index += 1
