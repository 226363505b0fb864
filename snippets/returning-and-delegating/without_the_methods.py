#: after delegates
def visit(iterable):
    try:
        result = yield from iterable
        yield f"value {result!r}"
    except OSError as error:
        yield f"caught {error!r}"


CALLS = {
    "next": lambda visitor: next(visitor),
    "send": lambda visitor: visitor.send("Ada"),
    "throw": lambda visitor: visitor.throw(OSError("cut")),
    "close": lambda visitor: visitor.close(),
    "to the end": lambda visitor: list(visitor),
}

DELEGATES = {
    "list": lambda: [1, 2, 3],
    "Plain": Plain,
}

for name, make in DELEGATES.items():
    for call, act in CALLS.items():
        visitor = visit(make())
        next(visitor)
        try:
            came_to = f"returned {act(visitor)!r}"
        except Exception as error:
            came_to = f"raised {type(error).__name__}"
        print(f"{name:7}{call:11}{came_to}")
