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
