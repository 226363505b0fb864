#: after keep_result
def zip_keeping(first, second):
    """Zip; return the value that found no partner, in a list."""
    yield from zip(first, second)
    return []
