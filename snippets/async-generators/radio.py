import types


@types.coroutine
def radio(command):
    """Have a command carried out by whoever drives us."""
    return (yield command)
