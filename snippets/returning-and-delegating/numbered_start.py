def numbered(generator):
    """Delegate to a generator, and number what it yields."""
    for count, value in enumerate(generator, start=1):
        yield f"{count}. {value}"
