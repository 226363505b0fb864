import inspect


def has_run(generator):
    """Tell whether any of the body was executed; `None` if
    no attribute can tell.
    """
    state = inspect.getgeneratorstate(generator)
    if state == inspect.GEN_CLOSED:
        return None
    return state != inspect.GEN_CREATED
