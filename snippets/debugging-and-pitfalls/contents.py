import sys


def contents(box):
    """Yield the label of a box, then those of all boxes inside it."""
    label, inside = box
    yield label
    for inner in inside:
        yield from contents(inner)


def nested(depth):
    """Return boxes in one another, labelled 1, 2, 3... from outside."""
    box = (depth, [])
    for label in reversed(range(1, depth)):
        box = (label, [box])
    return box


def with_room(frames, function, argument):
    """Call *function* with room for so many more frames."""
    usual, used, frame = sys.getrecursionlimit(), 0, sys._getframe()
    while frame:
        used, frame = used + 1, frame.f_back
    sys.setrecursionlimit(used + frames)
    try:
        function(argument)
    finally:
        sys.setrecursionlimit(usual)
