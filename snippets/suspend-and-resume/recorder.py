import dis
import linecache
import sys


def steps_of(generator, caller, look=lambda: None):
    """Run caller(generator); return the steps of both, each with
    the function, its line, what it does, and what look() returns.
    """
    frame, steps = generator.gi_frame, []
    code = frame.f_code
    at = {step.offset: step for step in dis.get_instructions(code)}

    def tracer(running, event, value):
        path, line = running.f_code.co_filename, running.f_lineno
        if running is frame and event in ("call", "opcode"):
            step = at[running.f_lasti]
            what = f"{step.opname} {step.argrepr}".rstrip()
        elif running is frame and event == "return":
            what = f"   yields {value!r}"
        elif running.f_code is caller.__code__ and event == "line":
            what = linecache.getline(path, line).strip()
        else:
            return tracer
        steps.append((running.f_code.co_name, line, what, look()))
        return tracer

    frame.f_trace_opcodes = True  # before settrace, not after
    sys.settrace(tracer)
    try:
        caller(generator)
    finally:
        sys.settrace(None)
    return steps
