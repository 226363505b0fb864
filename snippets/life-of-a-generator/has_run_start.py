def has_run(generator):
    """Tell whether any of the body was executed; `None` if
    no attribute can tell.
    """
    return generator.gi_suspended
