from gentools import irelay


def logged(dialogue, log):
    """Note in a list all that passes, and what is returned."""

    def noting(item):
        log.append(("said", item))
        try:
            answer = yield item
        except BaseException as error:
            log.append(("thrown", type(error).__name__))
            raise
        log.append(("answered", answer))
        return answer

    result = yield from irelay(dialogue, noting)
    log.append(("returned", result))
    return result
