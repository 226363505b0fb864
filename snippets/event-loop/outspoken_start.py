#: after task_loop
#: after jumping_clock
class Outspoken(Task):
    """A task whose error is printed if nobody has asked for it."""

    def set_exception(self, error):
        super().set_exception(error)
        if not self._callbacks:
            print("nobody asked:", error)
