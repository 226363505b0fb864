def pairs(values):
    """Yield the values two by two, a last one alone as (last,)."""
    values = iter(values)
    while True:
        yield next(values), next(values)
