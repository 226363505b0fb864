from collections import deque
from contextlib import ExitStack
from heapq import heappop, heappush
from itertools import count


class Deadlock(Exception):
    """All tasks that are left are waiting, and no timer is set."""


class Task:
    def __init__(self, name, generator):
        self.name = name
        self.generator = generator
        self.result = None


class Scheduler:
    """Run tasks in turn, on a clock of their own.

    A task is a generator. It yields None to pass its turn, or a
    request: a function, called with the scheduler and the task,
    that has the task resumed, once, when the time comes.
    """

    now = 0

    def __init__(self):
        self.unfinished = {}
        self._ready = deque()
        self._timers = []
        self._order = count()

    def start(self, name, generator):
        """Make a task, and give it its first turn."""
        if name in self.unfinished:
            raise ValueError(f"there is a task {name!r} already")
        task = self.unfinished[name] = Task(name, generator)
        self.resume(task)
        return task

    def resume(self, task, value=None):
        """Give the task a turn, with `value` for its yield."""
        self._ready.append((task, value))

    def resume_at(self, when, task):
        """Give the task a turn when the clock shows `when`."""
        timer = max(when, self.now), next(self._order), task
        heappush(self._timers, timer)

    def run(self):
        """Run all tasks to the end; after an error, close them."""
        with ExitStack() as cleanup:
            try:
                self._take_turns()
            finally:
                self._close_with(cleanup)

    def turn(self, task, value):
        """Resume the task once; return its request, if any."""
        if self.unfinished.get(task.name) is not task:
            raise ValueError("resumed after its end")
        try:
            request = task.generator.send(value)
        except StopIteration as stop:
            task.result = stop.value
            del self.unfinished[task.name]
            return None
        if request is None:
            self.resume(task)
        else:
            request(self, task)
        return request

    def advance(self, when):
        """Let the time pass. A subclass may really wait here."""
        self.now = when

    def wake(self):
        """Resume the tasks whose timers are due."""
        while self._timers and self._timers[0][0] <= self.now:
            self.resume(heappop(self._timers)[2])

    def _take_turns(self):
        while self.unfinished:
            task, value = self._next_turn()
            try:
                self.turn(task, value)
            except Exception as error:
                error.add_note(f"in task {task.name!r}")
                raise

    def _next_turn(self):
        if not self._ready:
            if not self._timers:
                raise Deadlock(", ".join(self.unfinished))
            self.advance(self._timers[0][0])
            self.wake()
        return self._ready.popleft()

    def _close_with(self, cleanup):
        for waiting in self.unfinished, self._ready, self._timers:
            cleanup.callback(waiting.clear)
        for task in self.unfinished.values():
            cleanup.callback(task.generator.close)
