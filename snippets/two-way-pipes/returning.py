#: after talk
def returning(func, dialogue):
    """Return what func makes of what the dialogue returns."""
    return func((yield from dialogue))
