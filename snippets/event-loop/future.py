from asyncio import CancelledError, InvalidStateError


class Future:
    """A result that is not there yet."""

    def __init__(self, loop):
        self._loop = loop
        self._done = False
        self._value = self._error = None
        self._callbacks = []

    def done(self):
        return self._done

    def result(self):
        if not self._done:
            raise InvalidStateError("the result is not there yet")
        if self._error is not None:
            raise self._error
        return self._value

    def set_result(self, value):
        self._finish(value, None)

    def set_exception(self, error):
        self._finish(None, error)

    def cancel(self):
        """Finish it with a CancelledError, if it is not done."""
        if self._done:
            return False
        self._finish(None, CancelledError())
        return True

    def add_done_callback(self, callback):
        """Have the loop call `callback` with it when it is done."""
        if self._done:
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def __await__(self):
        if not self._done:
            yield self
        return self.result()

    def _finish(self, value, error):
        if self._done:
            raise InvalidStateError("there is a result already")
        self._done, self._value, self._error = True, value, error
        while self._callbacks:
            self._loop.call_soon(self._callbacks.pop(0), self)
