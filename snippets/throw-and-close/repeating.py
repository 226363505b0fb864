class Again(Exception):
    """Asks for the last value once more."""


def repeating(values):
    """Yield the values in order, each again for every `Again`."""
    for value in values:
        while True:
            try:
                yield value
            except Again:
                continue
            break
