def has_run(generator):
    """Tell whether any of the body was executed; `None` if
    nothing can tell.
    """
    return generator.gi_suspended
