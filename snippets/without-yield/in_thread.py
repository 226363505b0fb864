#: native
from queue import SimpleQueue
from threading import Thread


class InThread:
    """The values that `body(give, *args)` gives, one for each `next`."""

    def __init__(self, body, *args):
        self.calls, self.answers = SimpleQueue(), SimpleQueue()
        self.thread = Thread(
            target=self._run, args=(body, args), name="body", daemon=True
        )
        self.thread.start()

    def _run(self, body, args):
        try:
            self._take()
            self.answers.put(("returned", body(self._give, *args)))
        except BaseException as error:
            self.answers.put(("raised", error))

    def _give(self, value):
        self.answers.put(("given", value))
        return self._take()

    def _take(self):
        how, value = self.calls.get()
        if how == "throw":
            raise value
        return value

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)

    def send(self, value):
        return self._resume("send", value)

    def throw(self, error):
        return self._resume("throw", error)

    def _resume(self, how, value):
        if not self.thread.is_alive():
            raise StopIteration
        self.calls.put((how, value))
        outcome, value = self.answers.get()
        if outcome == "given":
            return value
        self.thread.join()
        raise StopIteration(value) if outcome == "returned" else value
