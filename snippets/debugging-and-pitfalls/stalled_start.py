def stalled(before, after):
    """Tell whether a generator has done nothing new between two snapshots."""
    return before.lineno == after.lineno
