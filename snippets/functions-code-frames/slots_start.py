def slots(function):
    """Return the kind of each variable in a frame of `function`."""
    code = function.__code__
    kinds = dict.fromkeys(code.co_varnames, "local")
    arguments = code.co_varnames[: code.co_argcount]
    kinds |= dict.fromkeys(arguments, "argument")
    return kinds
