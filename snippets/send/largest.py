def largest():
    """Take numbers; answer each with the largest so far."""
    top = yield
    while True:
        number = yield top
        top = max(top, number)
