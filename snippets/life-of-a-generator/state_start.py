def state(generator):
    """Return what `inspect.getgeneratorstate` returns."""
    return "GEN_SUSPENDED" if generator.gi_suspended else "GEN_CREATED"
