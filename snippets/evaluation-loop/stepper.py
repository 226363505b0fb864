import dis
import sys


def steps(function, *arguments):
    """Run `function`; return line, instruction, locals of steps."""
    code = function.__code__
    at = {item.offset: item for item in dis.get_instructions(code)}
    found = []

    def trace(frame, event, argument):
        if frame.f_code is not code:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            line = frame.f_lineno - code.co_firstlineno
            variables = dict(frame.f_locals)
            found.append((line, at[frame.f_lasti], variables))
        return trace

    sys._getframe().f_trace_opcodes = True  # 3.12 needs it
    sys.settrace(trace)
    try:
        function(*arguments)
    finally:
        sys.settrace(None)
    return found
