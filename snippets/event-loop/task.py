#: after loop
class Task(Future):
    """A coroutine in the making, and the future of its result."""

    def __init__(self, loop, coroutine):
        super().__init__(loop)
        self._coroutine = coroutine
        self._awaited = None
        self._must_cancel = False
        loop.call_soon(self._step)

    def cancel(self):
        """Have a CancelledError thrown in at the next turn."""
        if self.done():
            return False
        if self._awaited is None or not self._awaited.cancel():
            self._must_cancel = True
        return True

    def _step(self, error=None):
        if self._must_cancel:
            self._must_cancel, error = False, CancelledError()
        self._awaited = None
        try:
            if error is None:
                awaited = self._coroutine.send(None)
            else:
                awaited = self._coroutine.throw(error)
        except StopIteration as stop:
            if self._must_cancel:
                super().cancel()
            else:
                self.set_result(stop.value)
        except CancelledError:
            super().cancel()
        except BaseException as failure:
            self.set_exception(failure)
            if not isinstance(failure, Exception):
                raise
        else:
            self._wait_for(awaited)

    def _wait_for(self, awaited):
        if awaited is None:
            self._loop.call_soon(self._step)
        elif not isinstance(awaited, Future):
            error = RuntimeError(f"can't wait for {awaited!r}")
            self._loop.call_soon(self._step, error)
        else:
            self._awaited = awaited
            awaited.add_done_callback(self._wake)
            if self._must_cancel and awaited.cancel():
                self._must_cancel = False

    def _wake(self, awaited):
        try:
            awaited.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()
