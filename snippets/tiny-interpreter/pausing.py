#: after loops
class Yielded(NamedTuple):
    """How a frame was left: for a while."""

    value: Any


@instruction
def YIELD(frame, _):
    return Yielded(frame.stack.pop())


class Generator:
    """A frame that is kept."""

    def __init__(self, frame):
        self.frame = frame

    def __iter__(self):
        return self

    def __next__(self):
        return self.send(None)

    def send(self, value):
        self.frame.stack.append(value)
        left = run(self.frame)
        if isinstance(left, Yielded):
            return left.value
        self.frame = None
        raise StopIteration(left.value)


@instruction
def RETURN_GENERATOR(frame, _):
    return Returned(Generator(frame))
