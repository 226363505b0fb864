#: after run
#: after barista
async def together(*coroutines):
    """Await them in turn; return the list of their results."""
    return [await coroutine for coroutine in coroutines]
