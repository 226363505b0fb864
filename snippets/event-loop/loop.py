#: after future
from collections import deque
from heapq import heappop, heappush
from itertools import count


class Handle:
    """A call that is to be made, unless it is cancelled before."""

    def __init__(self, callback, arguments):
        self._callback = callback
        self._arguments = arguments
        self._cancelled = False

    def cancel(self):
        self._cancelled = True

    def run(self):
        if not self._cancelled:
            self._callback(*self._arguments)


class Loop:
    """Make calls in the order in which they are due."""

    def __init__(self, selector, time):
        self.selector = selector
        self.time = time
        self._ready = deque()
        self._timers = []
        self._order = count()
        self._stopping = False

    def call_soon(self, callback, *arguments):
        handle = Handle(callback, arguments)
        self._ready.append(handle)
        return handle

    def call_later(self, delay, callback, *arguments):
        handle = Handle(callback, arguments)
        timer = self.time() + delay, next(self._order), handle
        heappush(self._timers, timer)
        return handle

    def stop(self):
        """End `run_forever` after this round."""
        self._stopping = True

    def run_forever(self):
        self._stopping = False
        while not self._stopping:
            self._round()

    def _round(self):
        for key, _ in self.selector.select(self._patience()):
            self.call_soon(ring, key.data)
        while self._timers and self._timers[0][0] <= self.time():
            self._ready.append(heappop(self._timers)[-1])
        for _ in range(len(self._ready)):
            self._ready.popleft().run()

    def _patience(self):
        if self._ready:
            return 0
        if self._timers:
            return max(0, self._timers[0][0] - self.time())
        return None


def ring(future):
    """Finish a future that stands for an event."""
    if not future.done():
        future.set_result(None)
