#: after resume
class Word:
    """Marks what a generator yields to its consumer."""

    def __init__(self, value):
        self.value = value


class AsyncIterator:
    """Iterate asynchronously over a generator that marks its values."""

    def __init__(self, generator):
        self.generator = generator

    def __aiter__(self):
        return self

    async def __anext__(self):
        for item in self.generator:
            if isinstance(item, Word):
                return item.value
        raise StopAsyncIteration
