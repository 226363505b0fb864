def packed(box):
    """Yield the labels of all boxes inside a box, each before that around it."""
    label, inside = box
    opened = [(label, iter(inside))]
    while opened:
        label, waiting = opened[-1]
        inner = next(waiting, None)
        if inner is None:
            opened.pop()
            yield label
        else:
            label, inside = inner
            opened.append((label, iter(inside)))
