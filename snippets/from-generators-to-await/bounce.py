from types import GeneratorType


def bounce(task, *answers):
    """Run a task; run each generator that it yields, too."""
    prepared = list(answers)
    calls = [task]
    value = None
    while calls:
        try:
            yielded = calls[-1].send(value)
        except StopIteration as stop:
            calls.pop()
            value = stop.value
            continue
        if isinstance(yielded, GeneratorType):
            calls.append(yielded)
            value = None
        else:
            value = prepared.pop(0)
            print(yielded, value)
    return value
