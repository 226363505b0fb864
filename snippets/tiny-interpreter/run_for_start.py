#: after delegation
def run_for(frame, count):
    """Execute at most `count` instructions; return how, or None."""
    for _ in range(count):
        left = step(frame)
        if left is not None:
            return left
    return None
