#: after resume
async def at_most(limit, source):
    """Yield the first items of a source, and close it."""
    count = 0
    async for item in source:
        if count == limit:
            break
        yield item
        count += 1
