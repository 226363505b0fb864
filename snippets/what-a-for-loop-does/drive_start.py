def drive(generator, action):
    """Call `action` with each value; throw its errors back in."""
    for value in generator:
        action(value)
