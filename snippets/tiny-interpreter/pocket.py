def run(frame):
    """Execute instructions until one of them leaves the frame."""
    stack = frame["stack"]
    while True:
        name, argument = frame["code"][frame["place"]]
        frame["place"] += 1
        if name == "LOAD":
            stack.append(frame["variables"][argument])
        elif name == "STORE":
            frame["variables"][argument] = stack.pop()
        elif name == "ADD":
            right = stack.pop()
            stack.append(stack.pop() + right)
        elif name == "JUMP":
            frame["place"] = argument
        elif name in ("RETURN", "YIELD"):
            return name, stack.pop()
