import inspect


def introspective():
    yield inspect.getgeneratorstate(itself)


itself = introspective()
print(inspect.getgeneratorstate(itself))
print(next(itself))
print(inspect.getgeneratorstate(itself))
print(next(itself, "the end"))
print(inspect.getgeneratorstate(itself))
