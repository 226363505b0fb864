#: after loop_in_bytecode
#: after three_ends
import sys


def frames_that_hear(consume, iterator):
    """Return in whose frames a tracer hears of an exception."""
    names = []

    def tracer(frame, event, value):
        if event == "exception":
            names.append(frame.f_code.co_name)
        return tracer

    sys.settrace(tracer)
    try:
        consume(iterator)
    finally:
        sys.settrace(None)
    return names


for make in Iterator, returns_nothing, returns_5:
    for consume in ask_with_next, exhaust:
        names = ", ".join(frames_that_hear(consume, make())) or "none"
        print(f"{make.__name__:<15}  {consume.__name__:<13}  {names}")
