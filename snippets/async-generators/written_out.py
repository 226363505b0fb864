#: after words
async def heard_by_hand(report):
    iterator = aiter(report)
    while True:
        try:
            word = await anext(iterator)
        except StopAsyncIteration:
            break
        print("heard", word)
