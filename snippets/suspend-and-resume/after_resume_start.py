#: after worker
#: after recorder
def after_resume(generator):
    """Return what follows the second `RESUME` and each later one,
    when `caller` runs the generator.
    """
    doing = [what for _, _, what, _ in steps_of(generator, caller)]
    return [doing[doing.index("RESUME") + 1]]
