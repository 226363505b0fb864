#: after emit_try
class Generator:
    """A frame that is kept, and may be resumed with an exception."""

    def __init__(self, frame):
        self.frame = frame
        self.running = False

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)

    def send(self, value):
        if value is not None and self.frame and self.frame.place == 1:
            raise TypeError(
                "can't send non-None value to a just-started generator"
            )
        return self.resume(value)

    def throw(self, error):
        if isinstance(error, type):
            error = error()
        return self.resume(None, error)

    def close(self):
        try:
            self.throw(GeneratorExit)
        except GeneratorExit:
            return None
        except StopIteration as stop:
            return stop.value
        raise RuntimeError("generator ignored GeneratorExit")

    def resume(self, value, error=None):
        if self.running:
            raise ValueError("generator already executing")
        if self.frame is None:
            raise StopIteration if error is None else error
        self.frame.stack.append(value)
        self.running = True
        thrown = None if error is None else Raised(error)
        left = run(self.frame, thrown)
        self.running = False
        if isinstance(left, Yielded):
            return left.value
        self.frame = None
        value = left.value
        raise StopIteration if value is None else StopIteration(value)
