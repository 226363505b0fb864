#: after unwinding
@instruction
def TRY(frame, place):
    frame.blocks.append(Block("except", place, len(frame.stack)))


@instruction
def FINALLY(frame, place):
    frame.blocks.append(Block("finally", place, len(frame.stack)))


@instruction
def END_BLOCK(frame, _):
    frame.blocks.pop()


@instruction
def END_FINALLY(frame, _):
    return frame.stack.pop()


@instruction
def MATCH(frame, _):
    wanted = frame.stack.pop()
    frame.stack.append(isinstance(frame.stack[-1].error, wanted))


@instruction
def ERROR(frame, _):
    frame.stack.append(frame.stack[-1].error)


@instruction
def DELETE(frame, name):
    del frame.variables[name]


@instruction
def RAISE(frame, count):
    if count == 0:
        raise handled(frame)
    cause = frame.stack.pop() if count == 2 else None
    error = frame.stack.pop()
    if count == 2:
        raise error from cause
    raise error


def handled(frame):
    """Return the exception that is being handled here."""
    for kind, _, depth in reversed(frame.blocks):
        if kind == "handler" and isinstance(frame.stack[depth], Raised):
            return frame.stack[depth].error
    return RuntimeError("No active exception to reraise")
