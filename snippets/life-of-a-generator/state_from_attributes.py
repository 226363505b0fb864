import inspect


def state(generator):
    if generator.gi_running:
        return "GEN_RUNNING"
    if generator.gi_suspended:
        return "GEN_SUSPENDED"
    return "GEN_CREATED" if generator.gi_frame else "GEN_CLOSED"


def compare():
    mine, theirs = state(itself), inspect.getgeneratorstate(itself)
    print(mine, mine == theirs)


def comparing():
    compare()
    yield


itself = comparing()
compare()
next(itself)
compare()
next(itself, None)
compare()
