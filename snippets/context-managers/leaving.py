def refuse(generator, message):
    """Complain of a generator that has yielded again, and close it."""
    try:
        raise RuntimeError(message)
    finally:
        generator.close()


def end(generator):
    """Let a generator run to its end."""
    try:
        next(generator)
    except StopIteration:
        return False
    refuse(generator, "generator didn't stop")


def end_with(generator, error, trace):
    """Throw an error in; tell whether the generator deals with it."""
    try:
        generator.throw(error)
    except StopIteration as raised:
        return raised is not error
    except BaseException as raised:
        if raised is error or is_made_of(raised, error):
            error.__traceback__ = trace
            return False
        raise
    refuse(generator, "generator didn't stop after throw()")


def is_made_of(raised, error):
    """Tell whether an error is what becomes of a StopIteration."""
    return (
        isinstance(raised, RuntimeError)
        and isinstance(error, StopIteration)
        and raised.__cause__ is error
    )
