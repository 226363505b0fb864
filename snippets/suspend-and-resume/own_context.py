import contextvars


class InOwnContext:
    """Resumes a generator in a context that is its own."""

    def __init__(self, generator):
        self._generator = generator
        self._context = contextvars.copy_context()

    def __iter__(self):
        return self

    def __next__(self):
        return self._context.run(next, self._generator)
