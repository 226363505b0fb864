#: after task_loop
#: after jumping_clock
async def within(loop, seconds, coroutine):
    """Await it, and cancel it with a TimeoutError if it is late."""
    task = loop.create_task(coroutine)
    late = []
    timer = loop.call_later(seconds, lambda: late.append(task.cancel()))
    try:
        return await task
    except CancelledError:
        if late:
            raise TimeoutError(f"more than {seconds} seconds") from None
        raise
    finally:
        timer.cancel()
