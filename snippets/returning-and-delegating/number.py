def number(question):
    """Ask until the answer is a number, and return that number."""
    answer = yield question
    while not answer.isdigit():
        answer = yield f"{question} In digits, please."
    return int(answer)
