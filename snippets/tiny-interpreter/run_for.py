#: after delegation
def run_for(frame, count):
    """Execute at most `count` instructions; return how, or None."""
    for _ in range(count):
        left = step(frame)
        if left is None:
            continue
        if isinstance(left, Yielded) or not stopped(frame, left):
            return left
    return None
