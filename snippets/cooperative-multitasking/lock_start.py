#: after scheduler
#: after sleep
class Lock:
    """At most one task at a time holds it; others wait in line."""

    def __init__(self, scheduler):
        self._scheduler = scheduler

    def acquire(self):
        """A request: resume me when the lock is mine."""
        def request(scheduler, task):
            scheduler.resume(task)
        return request

    def release(self):
        """Pass it on. No request, as there is nothing to await."""
