from inspect import isgenerator

from gentools import snapshot


def pipeline(generator):
    """Return the generators that feed one another, this one first."""
    found = [generator]
    while True:
        held = snapshot(found[-1]).stack or ()
        feeding = [value for value in held if isgenerator(value)]
        if not feeding:
            return found
        found.append(feeding[-1])
