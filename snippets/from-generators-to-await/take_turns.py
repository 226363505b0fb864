import types
from collections import deque


@types.coroutine
def pass_turn():
    yield


def take_turns(*coroutines):
    """Resume the coroutines in turn until all of them have ended."""
    ready = deque(coroutines)
    while ready:
        coroutine = ready.popleft()
        try:
            coroutine.send(None)
        except StopIteration:
            continue
        ready.append(coroutine)
