def list_range(start, end):
    numbers = []
    index = start
    while index < end:
        numbers.append(index)
        index += 1
    return numbers
