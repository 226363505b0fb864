#: after room
def small(number):
    """Yield four times the number, and one."""
    yield number + number + number + number + 1


def large(number):
    """Do as `small` does, in a larger generator."""
    yield number + (number + (number + (number + 1)))
