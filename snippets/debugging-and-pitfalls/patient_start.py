class GaveUp(Exception):
    """Too many results in a row were None."""


def patient(results, most):
    """Yield the results that are not None; give up after *most* in a row."""
    misses = 0
    for result in results:
        if result is not None:
            yield result
            continue
        misses += 1
        if misses > most:
            raise GaveUp(f"{misses} misses in a row")
