#: after functions
import inspect


def compiled(node):
    """Return the code of a `def`."""
    parameters = [argument.arg for argument in node.args.args]
    parts = list(ast.walk(node))
    stored = [
        part.id
        for part in parts
        if isinstance(part, ast.Name)
        and isinstance(part.ctx, ast.Store)
    ]
    caught = [
        part.name
        for part in parts
        if isinstance(part, ast.ExceptHandler)
    ]
    code = Code(node.name, parameters, {*parameters, *stored, *caught})
    emit(node, code)
    return code


def load(source, given=()):
    """Make the functions of this text; return all names."""
    names = {**vars(builtins), **dict(given)}
    for node in ast.parse(source).body:
        names[node.name] = Function(compiled(node), names)
    return names


def tiny(function):
    """Make this function again, for the tiny interpreter."""
    source = inspect.getsource(function)
    return load(source, function.__globals__)[function.__name__]


def show(function):
    """Print the instructions."""
    instructions = function.code.instructions
    for place, (name, argument) in enumerate(instructions):
        shown = getattr(argument, "__name__", argument)
        if argument is None and name != "CONST":
            shown = ""
        print(f"{place:>3}  {name:<17}{shown}".rstrip())
