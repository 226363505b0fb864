#: after jumping_clock
import asyncio


class AsyncioLoop(asyncio.BaseEventLoop):
    """The loop of asyncio, on a clock that jumps."""

    def __init__(self):
        super().__init__()
        self.selector = self._selector = JumpingClock()

    def time(self):
        return self.selector.time()

    def _process_events(self, events):
        """There are none, as there are no sockets."""


def run_in_asyncio(program):
    """Run the coroutine program(loop) in asyncio's loop."""
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)  # a web page has one running
    try:
        with asyncio.Runner(loop_factory=AsyncioLoop) as runner:
            return runner.run(program(runner.get_loop()))
    finally:
        asyncio._set_running_loop(outer)
