def names(photos):
    """Yield the name of each photo."""
    for photo in photos:
        yield photo.name
