#: after tuner
from contextlib import aclosing
from functools import partial


async def passing(source):
    """Stand between an async generator and its consumer."""
    async with aclosing(source):
        resumed = partial(source.asend, None)
        while True:
            try:
                item = await resumed()
            except StopAsyncIteration:
                return
            try:
                answer = yield item
            except GeneratorExit:
                raise
            except BaseException as error:
                resumed = partial(source.athrow, error)
            else:
                resumed = partial(source.asend, answer)
