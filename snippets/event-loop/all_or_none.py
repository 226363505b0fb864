#: after task_loop
#: after jumping_clock
async def all_or_none(loop, *coroutines):
    """Return all results, or raise the first error and cancel the rest."""
    tasks = [loop.create_task(coroutine) for coroutine in coroutines]
    end = loop.create_future()

    def note(task):
        try:
            task.result()
        except BaseException as error:
            if not end.done():
                end.set_exception(error)
        else:
            if all(task.done() for task in tasks):
                ring(end)

    for task in tasks:
        task.add_done_callback(note)
    try:
        if tasks:
            await end
    finally:
        for task in tasks:
            task.cancel()
    return [task.result() for task in tasks]
