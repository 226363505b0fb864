#: after task_loop
#: after jumping_clock
async def all_or_none(loop, *coroutines):
    """Return all results, or raise the first error and cancel the rest."""
    tasks = [loop.create_task(coroutine) for coroutine in coroutines]
    try:
        return [await task for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
