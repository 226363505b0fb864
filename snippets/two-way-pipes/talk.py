#: after login
def talk(dialogue, answers):
    """Start a dialogue, hand in answers, and return its result."""
    try:
        print("says", repr(next(dialogue)))
        for answer in answers:
            failed = isinstance(answer, Exception)
            hand_in = dialogue.throw if failed else dialogue.send
            print(f"{answer!r} -> says {hand_in(answer)!r}")
    except StopIteration as end:
        return end.value
