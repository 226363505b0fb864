from inspect import getgeneratorstate
from linecache import getline


def conversation(generator, values):
    """Send the values one by one; draw what crosses over."""
    for value in values:
        print(f"send({value!r})".ljust(10), "-->", place(generator))
        try:
            answer = generator.send(value)
        except StopIteration as stop:
            print(" " * 10, "<-- return", repr(stop.value))
        else:
            print(" " * 10, "<-- yield", repr(answer))


def place(generator):
    """Return the line that a paused generator waits in."""
    if (state := getgeneratorstate(generator)) != "GEN_SUSPENDED":
        return state
    frame = generator.gi_frame
    return getline(frame.f_code.co_filename, frame.f_lineno).strip()
