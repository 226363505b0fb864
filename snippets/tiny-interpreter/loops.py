#: after load
@instruction
def NEXT(frame, place):
    try:
        frame.stack.append(next(frame.stack[-1]))
    except StopIteration:
        frame.stack.pop()
        frame.place = place


@emit.register(ast.For)
def emit_for(node, code):
    emit(node.iter, code)
    code.add("UNARY", iter)
    start = code.add("NEXT")
    code.add("STORE", node.target.id)
    emit_all(node.body, code)
    code.add("JUMP", start)
    code.land(start)
