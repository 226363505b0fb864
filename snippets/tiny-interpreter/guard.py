#: after generator
@instruction
def STOPITERATION_ERROR(frame, _):
    error = frame.stack[-1].error
    if isinstance(error, StopIteration):
        message = "generator raised StopIteration"
        raise RuntimeError(message) from error


def emit_generator(node, code):
    """Keep the frame, and let no StopIteration out of the body."""
    code.add("RETURN_GENERATOR")
    code.add("POP")
    handler = code.add("TRY")
    emit_function(node, code)
    code.land(handler)
    code.add("STOPITERATION_ERROR")
    code.add("END_FINALLY")
