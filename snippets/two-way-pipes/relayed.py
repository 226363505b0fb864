#: after talk
def relayed(dialogue, thru):
    """Let thru(item) talk to the caller; send on what it returns."""
    resume, value = dialogue.send, None
    while True:
        try:
            item = resume(value)
        except StopIteration as end:
            return end.value
        try:
            resume, value = dialogue.send, (yield from thru(item))
        except BaseException as error:
            resume, value = dialogue.throw, error
