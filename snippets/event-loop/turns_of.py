#: after traced
def start(loop, name, coroutine):
    """Make a task whose turns are noted."""
    return loop.create_task(Traced(loop, name, coroutine))


def turns_of(run, program):
    """Run it, and return all turns of the tasks that it started."""
    turns = []

    async def with_turns(loop):
        loop.turns = turns
        return await program(loop)

    run(with_turns)
    return turns
