#: native
import threading

from gentools import my_range


class Locked:
    """An iterator that lets one thread at a time into another."""

    def __init__(self, iterator):
        self._iterator = iterator
        self._lock = threading.Lock()

    def __iter__(self):
        return self

    def __next__(self):
        with self._lock:
            return next(self._iterator)


shared, taken = Locked(my_range(0, 1000)), []
threads = [
    threading.Thread(target=taken.extend, args=(shared,))
    for _ in range(4)
]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(taken) == list(range(1000)))
