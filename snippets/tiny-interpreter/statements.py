#: after expressions
def emit_all(nodes, code):
    for node in nodes:
        emit(node, code)


@emit.register(ast.Expr)
def emit_expression(node, code):
    emit(node.value, code)
    code.add("POP")


@emit.register(ast.Assign)
def emit_assignment(node, code):
    [target] = node.targets
    emit(node.value, code)
    code.add("STORE", target.id)


@emit.register(ast.AugAssign)
def emit_augmented(node, code):
    name = "i" + OPERATORS[type(node.op)].__name__  # as in iadd
    code.add("LOAD", node.target.id)
    emit(node.value, code)
    code.add("BINARY", getattr(operator, name))
    code.add("STORE", node.target.id)


@emit.register(ast.Pass)
def emit_pass(node, code):
    pass


@emit.register(ast.If)
def emit_if(node, code):
    emit(node.test, code)
    otherwise = code.add("UNLESS")
    emit_all(node.body, code)
    end = code.add("JUMP")
    code.land(otherwise)
    emit_all(node.orelse, code)
    code.land(end)


@emit.register(ast.While)
def emit_while(node, code):
    start = len(code.instructions)
    emit(node.test, code)
    end = code.add("UNLESS")
    emit_all(node.body, code)
    code.add("JUMP", start)
    code.land(end)


@emit.register(ast.Return)
def emit_return(node, code):
    emit(node.value or ast.Constant(None), code)
    code.add("RETURN")
