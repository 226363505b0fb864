from collections import deque


class Channel:
    """Hand values over; putters and getters wait in line."""

    def __init__(self):
        self._putters = deque()
        self._getters = deque()

    def put(self, value):
        """A request: resume me when the value is taken."""
        def request(scheduler, task):
            if self._getters:
                scheduler.resume(self._getters.popleft(), value)
                scheduler.resume(task)
            else:
                self._putters.append((task, value))
        return request

    def get(self):
        """A request: resume me with a value."""
        def request(scheduler, task):
            if self._putters:
                putter, value = self._putters.popleft()
                scheduler.resume(putter)
                scheduler.resume(task, value)
            else:
                self._getters.append(task)
        return request
