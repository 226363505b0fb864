#: after pausing
@emit.register(ast.Yield)
def emit_yield(node, code):
    emit(node.value or ast.Constant(None), code)
    code.add("YIELD")


@emit.register(ast.FunctionDef)
def emit_any_function(node, code):
    kinds = ast.Yield, ast.YieldFrom
    if any(isinstance(part, kinds) for part in ast.walk(node)):
        emit_generator(node, code)
    else:
        emit_function(node, code)


def emit_generator(node, code):
    code.add("RETURN_GENERATOR")
    code.add("POP")
    emit_function(node, code)
