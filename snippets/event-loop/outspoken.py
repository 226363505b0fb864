#: after task_loop
#: after jumping_clock
class Outspoken(Task):
    """A task whose error is printed if nobody has asked for it."""

    def __init__(self, loop, coroutine):
        super().__init__(loop, coroutine)
        self._asked = False

    def result(self):
        self._asked = True
        return super().result()

    def __del__(self):
        error = self._error
        if isinstance(error, Exception) and not self._asked:
            print("nobody asked:", error)
