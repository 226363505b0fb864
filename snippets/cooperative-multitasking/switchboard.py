def switchboard(players, name, message):
    """Carry each message to the player it is addressed to."""
    try:
        while True:
            name, message = players[name].send(message)
    except StopIteration as stop:
        return stop.value
