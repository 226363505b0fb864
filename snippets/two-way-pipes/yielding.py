#: after talk
def yielding(func, dialogue):
    """Yield what func makes of the items; pass on all the rest."""
    resume, value = dialogue.send, None
    while True:
        try:
            item = resume(value)
        except StopIteration as end:
            return end.value
        try:
            resume, value = dialogue.send, (yield func(item))
        except BaseException as error:
            resume, value = dialogue.throw, error
