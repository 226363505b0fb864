def state(generator):
    """Return what `inspect.getgeneratorstate` returns."""
    if generator.gi_running:
        return "GEN_RUNNING"
    if generator.gi_suspended:
        return "GEN_SUSPENDED"
    return "GEN_CREATED" if generator.gi_frame else "GEN_CLOSED"
