#: after scheduler
#: after sleep
class Joining(Scheduler):
    """A scheduler whose tasks can wait for each other."""


def join(other):
    """A request: resume me with the result of another task."""
    def request(scheduler, task):
        scheduler.resume(task, other.result)
    return request
