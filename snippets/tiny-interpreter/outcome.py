def outcome(generator, way, *arguments):
    """Call a method of a generator; return what came of it."""
    try:
        value = getattr(generator, way)(*arguments)
    except BaseException as error:
        return way, repr(error), repr(error.__cause__)
    return way, "closed" if way == "close" else repr(value)
