import contextlib
import types


@types.coroutine
def wait(reason):
    """Suspend the whole chain of awaits, and tell the driver why."""
    return (yield reason)


@contextlib.asynccontextmanager
async def delivered(tool):
    """Wait for a tool, hand it out, and wait until it is fetched."""
    await wait(f"delivery of the {tool}")
    try:
        yield tool
    finally:
        await wait(f"pick-up of the {tool}")


async def repair():
    async with delivered("crane") as tool:
        await wait(f"work with the {tool}")
        raise OSError("cable broken")
