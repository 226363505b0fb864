import sys


def depth(code):
    """Return how many calls of `code` are under way."""
    frame = sys._getframe().f_back
    return 1 if frame.f_code is code else 0


def draw(tree):
    """Print a nested dictionary, each level further to the right."""
    for name, children in tree.items():
        print(name)
        draw(children)
