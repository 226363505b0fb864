#: after task
class TaskLoop(Loop):
    """A loop that runs coroutines."""

    def __init__(self, selector, time):
        super().__init__(selector, time)
        self.tasks = {}

    def create_future(self):
        return Future(self)

    def create_task(self, coroutine):
        task = Task(self, coroutine)
        self.tasks[task] = None
        task.add_done_callback(self.tasks.pop)
        return task

    def run_until_complete(self, coroutine):
        task = self.create_task(coroutine)
        task.add_done_callback(lambda task: self.stop())
        self.run_forever()
        return task.result()

    def close(self):
        """Cancel the tasks that are left, and wait for their end."""
        for task in self.tasks:
            task.cancel()
        while self.tasks:
            self._round()
        self.selector.close()
