def ask(question):
    """Wait for an answer from outside."""
    answer = yield question
    return answer


def hot_water():
    degrees = 20
    while degrees < 90:
        degrees = yield from ask("degrees?")
    return degrees


def coffee():
    cups = yield from ask("cups?")
    degrees = yield from hot_water()
    return f"{cups} cups at {degrees} degrees"
