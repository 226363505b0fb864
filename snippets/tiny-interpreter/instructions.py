#: after loop
@instruction
def CONST(frame, value):
    frame.stack.append(value)


@instruction
def LOAD(frame, name):
    if name not in frame.variables:
        raise UnboundLocalError(
            f"cannot access local variable {name!r}"
            " where it is not associated with a value"
        )
    frame.stack.append(frame.variables[name])


@instruction
def GLOBAL(frame, name):
    if name not in frame.names:
        raise NameError(f"name {name!r} is not defined")
    frame.stack.append(frame.names[name])


@instruction
def STORE(frame, name):
    frame.variables[name] = frame.stack.pop()


@instruction
def POP(frame, _):
    frame.stack.pop()


@instruction
def UNARY(frame, function):
    frame.stack.append(function(frame.stack.pop()))


@instruction
def BINARY(frame, function):
    right = frame.stack.pop()
    left = frame.stack.pop()
    frame.stack.append(function(left, right))


@instruction
def JUMP(frame, place):
    frame.place = place


@instruction
def UNLESS(frame, place):
    if not frame.stack.pop():
        frame.place = place
