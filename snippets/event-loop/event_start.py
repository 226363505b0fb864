#: after task_loop
#: after jumping_clock
class Event:
    """Something that happens once, and that tasks wait for."""

    def __init__(self, loop):
        self._future = loop.create_future()

    def set(self):
        ring(self._future)

    async def wait(self):
        await self._future
