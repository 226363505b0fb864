#: after run
#: after barista
from collections import deque


@types.coroutine
def together(*coroutines):
    """Await them in turn; return the list of their results."""
    results = {}
    ready = deque((coroutine, None) for coroutine in coroutines)
    try:
        while ready:
            coroutine, answer = ready.popleft()
            try:
                question = coroutine.send(answer)
            except StopIteration as stop:
                results[coroutine] = stop.value
                continue
            ready.append((coroutine, (yield question)))
    finally:
        for coroutine in coroutines:
            coroutine.close()
    return [results[coroutine] for coroutine in coroutines]
