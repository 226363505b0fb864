class Again(Exception):
    """Asks for the last value once more."""


def repeating(values):
    """Yield the values in order, each again for every `Again`."""
    for value in values:
        try:
            yield value
        except Again:
            yield value
