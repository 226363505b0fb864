#: after sleep
#: after turns_of
import asyncio
from contextlib import suppress
from random import Random


def random_program(seed):
    """Tasks that sleep, compute, wait, wake, fail and cancel."""
    dice = Random(seed)

    async def step(loop, tasks, events, number):
        kind, other = dice.randrange(9), dice.randrange(9)
        if kind == 0:
            raise OSError
        if kind == 1 and len(tasks) < 9:
            begin(loop, tasks, events)
        elif kind == 2:
            tasks[other % len(tasks)].cancel()
        elif kind == 3:
            ring(events[other % 3])
        elif kind == 4:
            await events[other % 3]
        elif kind == 5 and number:
            await tasks[other % number]
        elif kind == 6:
            await asyncio.sleep(0)
        elif kind == 7:
            loop.selector.now += dice.randrange(10**5)
        else:
            await sleep(loop, dice.randrange(10**5))

    async def worker(loop, tasks, events, number):
        for _ in range(dice.randrange(8)):
            try:
                await step(loop, tasks, events, number)
            except CancelledError:
                if dice.randrange(2):
                    raise
            finally:
                if not dice.randrange(4):
                    await sleep(loop, dice.randrange(10**5))

    def begin(loop, tasks, events):
        number = len(tasks)
        work = worker(loop, tasks, events, number)
        tasks.append(start(loop, number, work))

    async def program(loop):
        tasks, events = [], [loop.create_future() for _ in range(3)]
        for _ in range(dice.randrange(2, 6)):
            begin(loop, tasks, events)
        await sleep(loop, dice.randrange(10**6))
        while not all(task.done() for task in tasks):
            for task in tasks:
                task.cancel()
            await sleep(loop, 10**6)
        for task in tasks:
            with suppress(OSError, CancelledError):
                task.result()

    return program
