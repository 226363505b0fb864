#: after number
def survey(questions):
    """Ask each question, and return the numbers in a dictionary."""
    answers = {}
    for question in questions:
        for asked in number(question):
            answers[question] = yield asked
    return answers
