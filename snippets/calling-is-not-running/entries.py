import sys


def entries(function, *arguments):
    """Count how often the body is entered: by the call, and after it."""
    seen = []

    def tracer(frame, event, arg):
        if frame.f_code is function.__code__:
            seen.append(event)

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        values = function(*arguments)
        at_the_call = len(seen)
        for value in values:
            pass
    finally:
        sys.settrace(before)
    return at_the_call, len(seen) - at_the_call
