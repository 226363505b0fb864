def countdown(start):
    """Count down to 0; a number sent is where to go on from."""
    left = start
    while left >= 0:
        jump = yield left
        left = left - 1 if jump is None else jump
