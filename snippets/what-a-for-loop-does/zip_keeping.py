#: after keep_result
def zip_keeping(first, second):
    """Zip; return the value that found no partner, in a list."""
    first, second = iter(first), iter(second)
    for left in first:
        try:
            right = next(second)
        except StopIteration:
            return [left]
        yield left, right
    return []
