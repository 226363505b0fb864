def largest():
    """Take numbers; answer each with the largest so far."""
    while True:
        number = yield
