import sys


def executed(function, *args):
    """Call a function; return how many instructions are executed in
    its frame and in the frames that it enters.
    """
    count = 0

    def trace(frame, event, argument):
        nonlocal count
        frame.f_trace_opcodes = True
        count += event == "opcode"
        return trace

    sys._getframe().f_trace_opcodes = True
    sys.settrace(trace)
    try:
        function(*args)
    finally:
        sys.settrace(None)
    return count


def for_each(function):
    """Return how many instructions one value more takes."""
    few = executed(function, range(10))
    many = executed(function, range(30))
    return (many - few) / 20
