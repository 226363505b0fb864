#: after task_loop
#: after jumping_clock
def run(program):
    """Run the coroutine program(loop), on a clock that jumps."""
    clock = JumpingClock()
    loop = TaskLoop(clock, clock.time)
    try:
        return loop.run_until_complete(program(loop))
    finally:
        loop.close()
