def zip_two(first, second):
    first, second = iter(first), iter(second)
    while True:
        try:
            pair = next(first), next(second)
        except StopIteration:
            return
        yield pair
