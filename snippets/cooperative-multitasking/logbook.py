#: after scheduler
class Logbook(Scheduler):
    """A scheduler that prints a row for every turn."""

    def turn(self, task, value):
        time = self.now
        request = super().turn(task, value)
        if request:
            what = request.__qualname__.split(".<locals>")[0]
        elif task.name in self.unfinished:
            what = "passes its turn"
        else:
            what = f"returns {task.result!r}"
        print(f"{time:>4}  {task.name:8} {value!r:10} {what}")
        return request
