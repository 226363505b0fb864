from functools import partial


def numbered(generator):
    """Delegate to a generator, and number what it yields."""
    count = 0
    resume = partial(next, generator)
    while True:
        try:
            value = resume()
        except StopIteration as stop:
            return stop.value
        count += 1
        try:
            sent = yield f"{count}. {value}"
        except GeneratorExit:
            generator.close()
            raise
        except BaseException as error:
            resume = partial(generator.throw, error)
        else:
            resume = partial(generator.send, sent)
