#: after statements
import builtins


class Function:
    def __init__(self, code, names):
        self.code = code
        self.names = names

    def __call__(self, *arguments):
        variables = dict(zip(self.code.parameters, arguments))
        frame = Frame(self.code, self.names, variables)
        return run(frame).value


@instruction
def TUPLE(frame, count):
    start = len(frame.stack) - count
    frame.stack[start:] = [tuple(frame.stack[start:])]


@instruction
def CALL(frame, count):
    TUPLE(frame, count)
    arguments = frame.stack.pop()
    function = frame.stack.pop()
    frame.stack.append(function(*arguments))


@emit.register(ast.Tuple)
def emit_tuple(node, code):
    emit_all(node.elts, code)
    code.add("TUPLE", len(node.elts))


@emit.register(ast.Call)
def emit_call(node, code):
    emit(node.func, code)
    emit_all(node.args, code)
    code.add("CALL", len(node.args))


@emit.register(ast.FunctionDef)
def emit_function(node, code):
    emit_all(node.body, code)
    code.add("CONST", None)
    code.add("RETURN")
