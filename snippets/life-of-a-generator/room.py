def room(generator):
    """Return how many slots a generator has for its frame."""
    extra = generator.__sizeof__() - type(generator).__basicsize__
    return extra // type(generator).__itemsize__


def needs(code):
    """Return how many variables a frame of this code has room for,
    and how deep its evaluation stack can become.
    """
    own = {*code.co_varnames, *code.co_cellvars}
    return len(own) + len(code.co_freevars), code.co_stacksize
