#: after task_loop
#: after jumping_clock
class Event:
    """Something that happens once, and that tasks wait for."""

    def __init__(self, loop):
        self._loop = loop
        self._waiting = []
        self._happened = False

    def set(self):
        self._happened = True
        for future in self._waiting:
            ring(future)
        self._waiting.clear()

    async def wait(self):
        if not self._happened:
            future = self._loop.create_future()
            self._waiting.append(future)
            await future
