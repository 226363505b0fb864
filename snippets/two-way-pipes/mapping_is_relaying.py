#: after relayed
def yielding(func, dialogue):
    """Yield what func makes of the items."""

    def mapped(item):
        return (yield func(item))

    return relayed(dialogue, mapped)


def sending(func, dialogue):
    """Send on what func makes of the values that are sent."""

    def mapped(item):
        return func((yield item))

    return relayed(dialogue, mapped)
