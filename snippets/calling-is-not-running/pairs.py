def pairs(values):
    """Yield the values two by two, a last one alone as (last,)."""
    values = iter(values)
    for first in values:
        try:
            second = next(values)
        except StopIteration:
            yield (first,)
        else:
            yield first, second
