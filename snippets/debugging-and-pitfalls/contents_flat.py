def contents_flat(box):
    """Yield the label of a box, then those of all boxes inside it."""
    waiting = [box]
    while waiting:
        label, inside = waiting.pop()
        yield label
        waiting.extend(reversed(inside))
