def helpful(texts):
    """Return a relay that gives help for "?" and asks again for ""."""

    def asking(question):
        answer = yield question
        if answer == "?":
            answer = yield texts[question]
        return answer

    return asking
