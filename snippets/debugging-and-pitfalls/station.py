"""Labels for the parcels of a day: four generators, one behind the other."""


def scans(load):
    """Yield the scans of page after page; None while nobody answers."""
    page = 1
    while True:
        try:
            found = load(page)
        except OSError:
            yield None
            continue
        if not found:
            return
        yield from found
        page += 1


def answered(results):
    """Yield the results that are not None."""
    for result in results:
        if result is not None:
            yield result


def arrivals(load, place):
    """Yield the parcels that were scanned at *place*."""
    for parcel, where in answered(scans(load)):
        if where == place:
            yield parcel


def labels(load, places):
    """Yield a heading for each place, then its parcels."""
    for place in places:
        yield f"-- {place} --"
        yield from arrivals(load, place)
