#: after drive
def shortest_difference(make, other, fill, limit):
    """Return the shortest script on which two makers differ, or None."""
    script = ("next",) * limit
    if drive(make, fill, script) != drive(other, fill, script):
        return script
    return None
