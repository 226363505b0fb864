import sys


def entries(function, *arguments):
    """Count how often the body is entered: by the call, and after it."""
    seen = []
    values = function(*arguments)
    for value in values:
        pass
    return len(seen), len(seen)
