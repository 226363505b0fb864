#: after radio
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
