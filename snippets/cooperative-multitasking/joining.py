#: after scheduler
#: after sleep
from collections import defaultdict


class Joining(Scheduler):
    def __init__(self):
        super().__init__()
        self.waiting_for = defaultdict(list)

    def turn(self, task, value):
        request = super().turn(task, value)
        if task.name not in self.unfinished:
            for waiting in self.waiting_for.pop(task, ()):
                self.resume(waiting, task.result)
        return request


def join(other):
    """A request: resume me with the result of another task."""
    def request(scheduler, task):
        if scheduler.unfinished.get(other.name) is other:
            scheduler.waiting_for[other].append(task)
        else:
            scheduler.resume(task, other.result)
    return request
