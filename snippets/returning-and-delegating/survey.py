#: after number
def survey(questions):
    """Ask each question until it is answered by a number; return all numbers."""
    answers = {}
    for question in questions:
        answers[question] = yield from number(question)
    return answers
