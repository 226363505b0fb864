#: after instructions
import ast
import operator
from functools import singledispatch

OPERATORS = {
    ast.Add: operator.add, ast.Sub: operator.sub,
    ast.Mult: operator.mul, ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Lt: operator.lt, ast.Gt: operator.gt, ast.Eq: operator.eq,
    ast.Not: operator.not_, ast.USub: operator.neg,
}


@singledispatch
def emit(node, code):
    """Add the instructions for a node of the syntax tree."""
    raise NotImplementedError(ast.unparse(node))


@emit.register(ast.Constant)
def emit_constant(node, code):
    code.add("CONST", node.value)


@emit.register(ast.Name)
def emit_name(node, code):
    where = "LOAD" if node.id in code.variables else "GLOBAL"
    code.add(where, node.id)


@emit.register(ast.UnaryOp)
def emit_unary(node, code):
    emit(node.operand, code)
    code.add("UNARY", OPERATORS[type(node.op)])


@emit.register(ast.BinOp)
def emit_binary(node, code):
    emit(node.left, code)
    emit(node.right, code)
    code.add("BINARY", OPERATORS[type(node.op)])


@emit.register(ast.Compare)
def emit_comparison(node, code):
    [operation], [right] = node.ops, node.comparators
    emit(node.left, code)
    emit(right, code)
    code.add("BINARY", OPERATORS[type(operation)])
