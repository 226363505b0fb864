#: after number
def form():
    """Ask for a name and an age, and return both."""
    name = yield "Name?"
    age = yield from number("Age?")
    return name, age
