from collections import deque


def run_in_turn(tasks):
    """Resume the tasks in turn until all of them have ended."""
    ready = deque(tasks)
    while ready:
        task = ready.popleft()
        try:
            next(task)
        except StopIteration:
            continue
        ready.append(task)
