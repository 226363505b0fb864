import types


@types.coroutine
def ask(question):
    """Wait for an answer from outside."""
    answer = yield question
    return answer


async def hot_water():
    degrees = 20
    while degrees < 90:
        degrees = await ask("degrees?")
    return degrees


async def coffee():
    cups = await ask("cups?")
    degrees = await hot_water()
    return f"{cups} cups at {degrees} degrees"
