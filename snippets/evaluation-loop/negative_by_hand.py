import dis
import operator

BINARY = {"+": operator.add, "-": operator.sub, "*": operator.mul}


def run_by_hand(function, *arguments):
    """Run a small function by hand, minus and tuples included."""
    slots = dict(zip(function.__code__.co_varnames, arguments))
    stack = []
    for instruction in dis.get_instructions(function):
        name, argument = instruction.opname, instruction.argval
        if name == "LOAD_CONST":
            stack.append(argument)
        elif name.startswith("LOAD_FAST"):
            stack.append(slots[argument])
        elif name == "STORE_FAST":
            slots[argument] = stack.pop()
        elif name == "UNARY_NEGATIVE":
            stack.append(-stack.pop())
        elif name == "BUILD_TUPLE":
            stack[-argument:] = [tuple(stack[-argument:])]
        elif name == "BINARY_OP":
            right = stack.pop()
            left = stack.pop()
            operate = BINARY[instruction.argrepr]
            stack.append(operate(left, right))
        elif name == "RETURN_VALUE":
            return stack.pop()
        elif name != "RESUME":
            raise NotImplementedError(name)
