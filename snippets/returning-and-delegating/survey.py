#: after number
def survey(questions):
    """Ask each question, and return the numbers in a dictionary."""
    answers = {}
    for question in questions:
        answers[question] = yield from number(question)
    return answers
