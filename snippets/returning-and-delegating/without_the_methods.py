class Questions:
    """An iterator that has a result and no other method."""

    def __init__(self):
        self.left = ["Age?", "Name?"]

    def __iter__(self):
        return self

    def __next__(self):
        if self.left:
            return self.left.pop()
        raise StopIteration("two asked")


def visit(iterable):
    try:
        result = yield from iterable
        yield f"value {result!r}"
    except OSError as error:
        yield f"caught {error!r}"


DELEGATES = {
    "list": lambda: ["Name?", "Age?"],
    "range": lambda: range(2),
    "Questions": Questions,
}
CALLS = {
    "next": lambda visitor: next(visitor),
    "send": lambda visitor: visitor.send("Ada"),
    "throw": lambda visitor: visitor.throw(OSError("cut")),
    "close": lambda visitor: visitor.close(),
    "to the end": lambda visitor: list(visitor),
}

for name, make in DELEGATES.items():
    for call, act in CALLS.items():
        visitor = visit(make())
        next(visitor)
        try:
            came_to = f"returned {act(visitor)!r}"
        except Exception as error:
            came_to = f"raised {error!r}"
        print(f"{name:10}{call:11}{came_to}")
