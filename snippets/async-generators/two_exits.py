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

    @types.coroutine
    def __anext__(self):
        answer = None
        while True:
            try:
                item = self.generator.send(answer)
            except StopIteration:
                raise StopAsyncIteration from None
            if isinstance(item, Word):
                return item.value
            answer = yield item
