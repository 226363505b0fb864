from gentools import diff


def stalled(before, after):
    """Tell whether a generator has done nothing new between two snapshots."""
    return {change.what for change in diff(before, after)} <= {"handling"}
