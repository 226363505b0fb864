import sys


def under_limit(work):
    """Return work(), or what stops it, with at most 150 frames."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(150)
    try:
        return work()
    except RecursionError:
        return "RecursionError"
    finally:
        sys.setrecursionlimit(before)
