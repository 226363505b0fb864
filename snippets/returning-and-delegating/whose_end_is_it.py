QUESTIONS = ["Name?", "Age?", "Town?"]


def generator(answers):
    for question in QUESTIONS:
        yield question, next(answers)


def expression(answers):
    return ((question, next(answers)) for question in QUESTIONS)


class Iterator:
    def __init__(self, answers):
        self.questions = iter(QUESTIONS)
        self.answers = answers

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.questions), next(self.answers)


def mapped(answers):
    return map(lambda question: (question, next(answers)), QUESTIONS)


def comprehension(answers):
    return [(question, next(answers)) for question in QUESTIONS]


WAYS = generator, expression, Iterator, mapped, comprehension

for way in WAYS:
    try:
        came_to = list(way(iter(["Ada", "36"])))
    except Exception as error:
        came_to = f"raised {error!r}"
    print(f"{way.__name__:14}{came_to}")
