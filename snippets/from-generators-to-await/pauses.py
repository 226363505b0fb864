def pauses(coroutine):
    """Run it to its end; return how often it was suspended."""
    count = 0
    while True:
        try:
            coroutine.send(None)
        except StopIteration:
            return count
        count += 1
