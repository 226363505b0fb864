#: after delegation
breaks = []  # for each loop around, its jumps to the end


@emit.register(ast.Break)
def emit_break(node, code):
    breaks[-1].append(code.add("JUMP"))


@emit.register(ast.For)
@emit.register(ast.While)
def emit_loop(node, code):
    breaks.append([])
    emit_plain = emit_for if isinstance(node, ast.For) else emit_while
    emit_plain(node, code)
    for jump in breaks.pop():
        code.land(jump)
