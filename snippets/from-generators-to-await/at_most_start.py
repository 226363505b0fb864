#: after run
#: after barista
@types.coroutine
def at_most(limit, coroutine):
    """Await it; throw TimeoutError in for one question too many."""
    answer = None
    for _ in range(limit):
        try:
            question = coroutine.send(answer)
        except StopIteration as stop:
            return stop.value
        answer = yield question
    coroutine.close()
    raise TimeoutError(question)
