#: after task_loop
#: after jumping_clock
async def within(loop, seconds, coroutine):
    """Await it, and cancel it with a TimeoutError if it is late."""
    task = loop.create_task(coroutine)
    loop.call_later(seconds, task.cancel)
    return await task
