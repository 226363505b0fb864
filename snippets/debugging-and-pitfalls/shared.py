import threading


class Shared:
    """An iterator over *source* that several threads can use."""

    def __init__(self, source):
        self._source = source
        self._lock = threading.RLock()

    def __iter__(self):
        return self

    def __next__(self):
        with self._lock:
            return next(self._source)
