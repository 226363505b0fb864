#: after words
def resume(awaitable, answer=None):
    """Resume once; say who gets what comes out."""
    try:
        return f"driver: {awaitable.send(answer)!r}"
    except StopIteration as stop:
        return f"consumer: {stop.value!r}"
    except (Exception, GeneratorExit) as error:
        return f"raised: {error!r}"
