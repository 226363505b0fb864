import types


@types.coroutine
def radio(command):
    """Have a command carried out by whoever drives us."""
    return (yield command)


def drive(awaitable, *chunks):
    """Carry out the commands; return the result."""
    received = list(chunks)
    answer = None
    while True:
        try:
            command = awaitable.send(answer)
        except StopIteration as stop:
            return stop.value
        print(f"(radio: {command})")
        answer = received.pop(0) if command == "listen" else None
