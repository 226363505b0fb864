import sys


def depth(code):
    """Return how many calls of `code` are under way."""
    frame, count = sys._getframe().f_back, 0
    while frame is not None:
        count += frame.f_code is code
        frame = frame.f_back
    return count


def draw(tree):
    """Print a nested dictionary, each level further to the right."""
    for name, children in tree.items():
        print("  " * (depth(draw.__code__) - 1) + name)
        draw(children)
