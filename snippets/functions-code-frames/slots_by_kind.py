def slots(function):
    """Return the kind of each variable in a frame of `function`."""
    code = function.__code__
    arguments = code.co_argcount + code.co_kwonlyargcount
    arguments += bool(code.co_flags & 0x04)  # *args
    arguments += bool(code.co_flags & 0x08)  # **kwargs
    kinds = dict.fromkeys(code.co_varnames, "local")
    kinds |= dict.fromkeys(code.co_varnames[:arguments], "argument")
    kinds |= dict.fromkeys(code.co_cellvars, "cell")
    kinds |= dict.fromkeys(code.co_freevars, "free")
    return kinds


def make_account(balance, *names):
    start = balance

    def deposit(amount):
        nonlocal balance
        balance += amount

    return start, deposit


for name, kind in slots(make_account).items():
    print(f"make_account: {name} is {kind}")
for name, kind in slots(make_account(10)[1]).items():
    print(f"deposit: {name} is {kind}")
