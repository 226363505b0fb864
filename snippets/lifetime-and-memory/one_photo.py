def names(photos):
    """Yield the name of each photo, and keep none."""
    for photo in photos:
        name = photo.name
        del photo
        yield name
