#: after stepper
from itertools import pairwise


def rounds(function, *arguments):
    """Return how many instructions each round of a loop takes."""
    taken = steps(function, *arguments)
    names = [instruction.opname for _, instruction, _ in taken]
    asked = [at for at, name in enumerate(names) if name == "FOR_ITER"]
    return [there - here for here, there in pairwise(asked)]
