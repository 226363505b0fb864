#: after sleep
#: after turns_of
async def query(loop, seconds):
    try:
        await sleep(loop, seconds)
        return seconds
    finally:
        await sleep(loop, 0)


async def client(loop, name, seconds, patience):
    answer = start(loop, f"{name}'s query", query(loop, seconds))
    timer = loop.call_later(patience, answer.cancel)
    try:
        return await answer
    except CancelledError:
        return "gave up"
    finally:
        timer.cancel()


async def chime(loop):
    while True:
        await sleep(loop, 6)


async def evening(loop):
    start(loop, "chime", chime(loop))
    ann = start(loop, "ann", client(loop, "ann", 2, patience=5))
    bob = start(loop, "bob", client(loop, "bob", 9, patience=4))
    await ann
    await bob
    await sleep(loop, 10)
