#: min 3.12
import sys


def countdown(number):
    while number:
        yield number
        number -= 1


monitoring, tool = sys.monitoring, sys.monitoring.DEBUGGER_ID
events = ["PY_START", "PY_YIELD", "PY_RESUME", "PY_RETURN"]
chosen = 0
monitoring.use_tool_id(tool, "events of a generator")
for name in events:
    event = getattr(monitoring.events, name)
    chosen |= event
    monitoring.register_callback(
        tool, event, lambda *_, name=name: print(name)
    )
monitoring.set_local_events(tool, countdown.__code__, chosen)

numbers = countdown(2)
print("made")
print(next(numbers))
print(list(numbers))

monitoring.set_local_events(tool, countdown.__code__, 0)
monitoring.free_tool_id(tool)
