class Peekable:
    """An iterator that can show its next item before it gives it."""

    def __init__(self, items):
        self._items = iter(items)
        self._shown = []

    def __iter__(self):
        return self

    def __next__(self):
        return self._shown.pop() if self._shown else next(self._items)

    def peek(self):
        """Return the next item, which stays the next one."""
        if not self._shown:
            self._shown.append(next(self._items))
        return self._shown[0]


def while_true(test, items):
    """Yield items of a `Peekable` as long as they pass the test."""
    try:
        while test(items.peek()):
            yield next(items)
    except StopIteration:
        return
