from collections import deque


def in_turn(*iterables):
    """Yield values of the iterables in turn, until all are done."""
    ready = deque(map(iter, iterables))
    while ready:
        iterator = ready.popleft()
        try:
            value = next(iterator)
        except StopIteration:
            continue
        yield value
        ready.append(iterator)
