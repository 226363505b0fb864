from contextlib import contextmanager


def attempts(count, kind):
    """Yield a manager for each attempt, until one succeeds."""
    failed = []

    @contextmanager
    def attempt():
        try:
            yield
        except kind as error:
            failed.append(error)
            if len(failed) == count:
                raise

    for number in range(count):
        yield attempt()
        if len(failed) == number:
            return
