#: after delegation
class Broken(NamedTuple):
    """How the innermost loop is left."""


@instruction
def LOOP(frame, place):
    frame.blocks.append(Block("loop", place, len(frame.stack)))


@instruction
def BREAK(frame, _):
    return Broken()


@emit.register(ast.Break)
def emit_break(node, code):
    code.add("BREAK")


@emit.register(ast.For)
@emit.register(ast.While)
def emit_loop(node, code):
    end = code.add("LOOP")
    emit_plain = emit_for if isinstance(node, ast.For) else emit_while
    emit_plain(node, code)
    code.add("END_BLOCK")
    code.land(end)


def stopped(frame, left):
    """Is there a handler for that? If so, go on there."""
    while frame.blocks:
        kind, place, depth = frame.blocks.pop()
        del frame.stack[depth:]
        if kind == "loop" and isinstance(left, Broken):
            frame.place = place
            return True
        is_error = isinstance(left, Raised)
        if kind == "finally" or (kind == "except" and is_error):
            frame.blocks.append(Block("handler", None, depth))
            frame.stack.append(left)
            frame.place = place
            return True
    return False
