def helpful(texts):
    """Return a relay that gives help for "?" and asks again for ""."""

    def asking(question):
        answer = yield question
        while answer in ("", "?"):
            reply = texts[question] if answer == "?" else question
            answer = yield reply
        return answer

    return asking
