def follow(file, wait):
    """Yield whole lines of a file, and those to come while `wait()`."""
    yield from file
    while wait():
        yield from file
