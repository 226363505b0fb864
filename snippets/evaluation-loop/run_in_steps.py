#: after fahrenheit
import dis
import operator

OPERATORS = {"+": operator.add, "*": operator.mul}


def run_in_steps(function, *arguments):
    """Run a function by hand; yield the stack before each step."""
    slots = dict(zip(function.__code__.co_varnames, arguments))
    stack = []
    for instruction in dis.get_instructions(function):
        name, argument = instruction.opname, instruction.argval
        yield name, list(stack)
        if name == "LOAD_CONST":
            stack.append(argument)
        elif name.startswith("LOAD_FAST"):
            stack.append(slots[argument])
        elif name == "BINARY_OP":
            right = stack.pop()
            left = stack.pop()
            operate = OPERATORS[instruction.argrepr]
            stack.append(operate(left, right))
        elif name == "RETURN_VALUE":
            return stack.pop()
        elif name != "RESUME":
            raise NotImplementedError(name)
