#: native
#: after in_thread
class Inside:
    """The two queues, and what the body's thread does with them."""

    def __init__(self):
        self.calls, self.answers = SimpleQueue(), SimpleQueue()

    _run, _give, _take = InThread._run, InThread._give, InThread._take


class ClosedInThread(InThread):
    """An `InThread` that its thread does not hold, so it can be dropped."""

    def __init__(self, body, *args):
        inside = Inside()
        self.calls, self.answers = inside.calls, inside.answers
        self.thread = Thread(target=inside._run, args=(body, args), daemon=True)
        self.thread.start()

    def close(self):
        try:
            self.throw(GeneratorExit())
        except (GeneratorExit, StopIteration):
            return
        raise RuntimeError("generator ignored GeneratorExit")

    def __del__(self):
        self.close()
