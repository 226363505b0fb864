from gentools import imap_send, imap_yield


def logged(dialogue, log):
    """Note in a list all that passes, and what is returned."""

    def said(item):
        log.append(("said", item))
        return item

    def answered(answer):
        log.append(("answered", answer))
        return answer

    return imap_send(answered, imap_yield(said, dialogue))
