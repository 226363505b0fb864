from collections import deque
from contextlib import ExitStack


def run(tasks):
    """Run named tasks in turn; return what each of them returned.

    If one fails, close all of them and raise its error.
    """
    results = {}
    ready = deque(tasks.items())
    with ExitStack() as cleanup:
        for task in tasks.values():
            cleanup.callback(task.close)
        while ready:
            name, task = ready.popleft()
            try:
                next(task)
            except StopIteration as stop:
                results[name] = stop.value
            except Exception as error:
                error.add_note(f"in task {name!r}")
                raise
            else:
                ready.append((name, task))
    return results
