#: after resume
from contextlib import aclosing


async def at_most(limit, source):
    """Yield the first items of a source, and close it."""
    async with aclosing(source):
        for _ in range(limit):
            try:
                item = await anext(source)
            except StopAsyncIteration:
                return
            yield item
