#: after drive
async def words():
    """Yield what the radio receives, word by word."""
    await radio("on")
    try:
        rest = ""
        while chunk := await radio("listen"):
            *complete, rest = (rest + chunk).split(" ")
            for word in complete:
                yield word
    finally:
        await radio("off")
