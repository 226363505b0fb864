#: after number
def survey(questions):
    """Ask each question until it is answered by a number; return all numbers."""
    answers = {}
    for question in questions:
        for asked in number(question):
            answers[question] = yield asked
    return answers
