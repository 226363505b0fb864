import sys


def visited_lines(function, *arguments):
    """Return the lines that a call runs; the `def` line is 0."""
    lines = []

    def trace(frame, event, argument):
        lines.append(frame.f_lineno)

    sys.settrace(trace)
    function(*arguments)
    sys.settrace(None)
    return lines
