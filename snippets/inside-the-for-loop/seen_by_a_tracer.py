#: after loop_in_bytecode
#: after three_ends
import sys


def exceptions(consume, iterator):
    """Return what a tracer hears of exceptions, and in whose frame."""
    heard = []

    def watch(frame, event, value):
        if event == "exception":
            name = frame.f_code.co_name
            heard.append(f"{value[0].__name__} in {name}")
        return watch

    sys.settrace(watch)
    try:
        consume(iterator)
    finally:
        sys.settrace(None)
    return heard


for make in Iterator, returns_nothing, returns_5:
    for consume in ask_with_next, exhaust:
        heard = ", ".join(exceptions(consume, make())) or "none"
        print(f"{make.__name__:<15}  {consume.__name__:<13}  {heard}")
