#: after words
async def heard(report):
    async for word in report:
        print("heard", word)
