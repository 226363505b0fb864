def packed(box):
    """Yield the labels of all boxes inside a box, each before that around it."""
    waiting = [box]
    while waiting:
        label, inside = waiting.pop()
        waiting.extend(reversed(inside))
        yield label
