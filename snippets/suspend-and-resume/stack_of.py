import gc


def stack_of(generator):
    """Return what a suspended generator has on its stack, as far as
    the garbage collector sees it.
    """
    held = gc.get_referents(generator)
    after_code = held.index(generator.gi_code, 1) + 1
    return held[after_code + len(generator.gi_frame.f_locals) :]
