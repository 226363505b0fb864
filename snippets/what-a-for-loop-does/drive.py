def drive(generator, action):
    """Call `action` with each value; throw its errors back in."""
    try:
        value = next(generator)
        while True:
            try:
                action(value)
            except Exception as error:
                value = generator.throw(error)
            else:
                value = next(generator)
    except StopIteration:
        return
