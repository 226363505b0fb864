#: after handlers
@emit.register(ast.Raise)
def emit_raise(node, code):
    given = [part for part in (node.exc, node.cause) if part]
    emit_all(given, code)
    code.add("RAISE", len(given))


@emit.register(ast.Try)
def emit_try(node, code):
    if not node.finalbody:
        return emit_except(node, code)
    handler = code.add("FINALLY")
    if node.handlers:
        emit_except(node, code)
    else:
        emit_all(node.body, code)
    code.add("END_BLOCK")
    code.add("CONST", None)  # nothing is in progress
    code.land(handler)
    emit_all(node.finalbody, code)
    code.add("END_FINALLY")


def emit_except(node, code):
    handler = code.add("TRY")
    emit_all(node.body, code)
    code.add("END_BLOCK")
    emit_all(node.orelse, code)
    ends = [code.add("JUMP")]
    code.land(handler)
    for clause in node.handlers:
        emit(clause.type or ast.Constant(BaseException), code)
        code.add("MATCH")
        otherwise = code.add("UNLESS")
        emit_clause(clause, code)
        code.add("END_BLOCK")
        code.add("POP")
        ends.append(code.add("JUMP"))
        code.land(otherwise)
    code.add("END_FINALLY")  # no clause has matched
    for end in ends:
        code.land(end)


def emit_clause(clause, code):
    if clause.name is None:
        return emit_all(clause.body, code)
    code.add("ERROR")
    code.add("STORE", clause.name)
    name = ast.Name(clause.name, ast.Store())
    clear = [ast.Assign([name], ast.Constant(None)), ast.Delete([name])]
    emit_try(ast.Try(clause.body, [], [], clear), code)


@emit.register(ast.Delete)
def emit_delete(node, code):
    [name] = node.targets
    code.add("DELETE", name.id)
