#: after scheduler
#: after sleep
from collections import deque


class Lock:
    """At most one task at a time holds it; others wait in line."""

    def __init__(self, scheduler):
        self._scheduler = scheduler
        self._held = False
        self._waiting = deque()

    def acquire(self):
        """A request: resume me when the lock is mine."""
        def request(scheduler, task):
            if self._held:
                self._waiting.append(task)
            else:
                self._held = True
                scheduler.resume(task)
        return request

    def release(self):
        """Pass it on. No request, as there is nothing to await."""
        if self._waiting:
            self._scheduler.resume(self._waiting.popleft())
        else:
            self._held = False
