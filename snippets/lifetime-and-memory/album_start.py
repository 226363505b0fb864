class Album:
    """An album that is closed when the collector finds it."""

    def __init__(self, name):
        self.name = name
        self.pages = self.turn()

    def turn(self):
        """Yield the pages."""
        try:
            yield f"{self.name}, page 1"
            yield f"{self.name}, page 2"
        finally:
            print("closing", self.name)
