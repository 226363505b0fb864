#: after drive
from itertools import product


def shortest_difference(make, other, fill, limit):
    """Return the shortest script on which two makers differ, or None."""
    for length in range(limit + 1):
        for script in product(STEPS, repeat=length):
            if drive(make, fill, script) != drive(other, fill, script):
                return script
    return None
