#: after task_loop
from collections.abc import Coroutine


class Traced(Coroutine):
    """A coroutine that notes when it is resumed, and what for."""

    def __init__(self, loop, name, coroutine):
        self._loop = loop
        self._name = name
        self._coroutine = coroutine

    def send(self, value):
        return self._turn(f"send {value}", self._coroutine.send, value)

    def throw(self, error):
        kind = type(error).__name__
        return self._turn(f"throw {kind}", self._coroutine.throw, error)

    def close(self):
        self._coroutine.close()

    def __await__(self):
        return self._coroutine.__await__()

    def _turn(self, how, resume, argument):
        outcome = "waits"
        try:
            return resume(argument)
        except StopIteration as stop:
            outcome = f"returns {stop.value!r}"
            raise
        except BaseException as error:
            outcome = f"raises {type(error).__name__}"
            raise
        finally:
            turn = self._loop.time(), self._name, how, outcome
            self._loop.turns.append(turn)
