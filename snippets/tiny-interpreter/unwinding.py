#: after yields
class Raised(NamedTuple):
    """How a frame was left: its value is that this is raised."""

    error: BaseException

    @property
    def value(self):
        raise self.error


class Block(NamedTuple):
    kind: str
    place: int  # of the handler
    depth: int  # of the stack


def step(frame):
    """Execute one instruction; return how the frame is to be left."""
    name, argument = frame.code.instructions[frame.place]
    frame.place += 1
    try:
        return INSTRUCTIONS[name](frame, argument)
    except BaseException as error:
        return Raised(error)


def stopped(frame, left):
    """Is there a handler for that? If so, go on there."""
    while frame.blocks:
        kind, place, depth = frame.blocks.pop()
        del frame.stack[depth:]
        is_error = isinstance(left, Raised)
        if kind == "finally" or (kind == "except" and is_error):
            frame.blocks.append(Block("handler", None, depth))
            frame.stack.append(left)
            frame.place = place
            return True
    return False


def run(frame, left=None):
    """Execute a frame until it is left, or go on with `left`."""
    while True:
        while left is None:
            left = step(frame)
        if isinstance(left, Yielded) or not stopped(frame, left):
            return left
        left = None
