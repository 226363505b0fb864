#: after stepper
def rounds(function, *arguments):
    """Return how many instructions each round of a loop takes."""
    taken = steps(function, *arguments)
    names = [instruction.opname for _, instruction, _ in taken]
    asked = names.count("FOR_ITER")
    return [len(names) // asked] * asked
