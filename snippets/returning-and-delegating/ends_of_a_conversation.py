def brief():
    try:
        yield "How many?"
    except BaseException:
        pass
    return 3


def delegated(it):
    yield f"the value is {yield from it}"


WAYS = """
next(it)
it.send("three")
it.throw(OSError)
it.close()
next(it, "over")
list(it)
[*it]
[question for question in it]
"three" in it
list(delegated(it))
"""

for way in WAYS.strip().splitlines():
    it = brief()
    next(it)
    try:
        print(f"{way:32}returned {eval(way)!r}")
    except StopIteration as stop:
        print(f"{way:32}raised {stop!r}")
