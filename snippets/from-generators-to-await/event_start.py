#: after take_turns
class Event:
    """Something that happens once; awaiting it waits for that."""

    def __init__(self):
        self.happened = False

    def set(self):
        self.happened = True

    async def __await__(self):
        while not self.happened:
            await pass_turn()
