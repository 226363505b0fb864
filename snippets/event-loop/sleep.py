#: after task_loop
async def sleep(loop, seconds):
    alarm = loop.create_future()
    timer = loop.call_later(seconds, ring, alarm)
    try:
        await alarm
    finally:
        timer.cancel()
