#: after run
#: after barista
from functools import partial


@types.coroutine
def at_most(limit, coroutine):
    """Await it; throw TimeoutError in for one question too many."""
    asked = 0
    resume = partial(coroutine.send, None)
    while True:
        try:
            question = resume()
        except StopIteration as stop:
            return stop.value
        asked += 1
        if asked == limit + 1:
            error = TimeoutError(question)
            resume = partial(coroutine.throw, error)
            continue
        try:
            answer = yield question
        except BaseException as error:
            resume = partial(coroutine.throw, error)
        else:
            resume = partial(coroutine.send, answer)
