def turn(name):
    """Yield the pages of the album of that name."""
    try:
        yield f"{name}, page 1"
        yield f"{name}, page 2"
    finally:
        print("closing", name)


class Album:
    """An album that is closed when nobody has it any more."""

    def __init__(self, name):
        self.name = name
        self.pages = turn(name)
