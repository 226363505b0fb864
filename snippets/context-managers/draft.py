class Draft:
    """A context manager made of a generator, by the first idea."""

    def __init__(self, generator):
        self.gen = generator

    def __enter__(self):
        return next(self.gen)

    def __exit__(self, kind, error, trace):
        try:
            if error is None:
                next(self.gen)
            else:
                self.gen.throw(error)
        except StopIteration:
            return True
        raise RuntimeError("the generator did not end")


def draft(function):
    def make(*args, **kwargs):
        return Draft(function(*args, **kwargs))

    return make
