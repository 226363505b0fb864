class Managed:
    """Make a context manager of a generator that yields once."""

    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        return next(self.generator)

    def __exit__(self, kind, error, trace):
        try:
            if error is None:
                next(self.generator)
            else:
                self.generator.throw(error)
        except StopIteration:
            return error is not None
        except BaseException as raised:
            if raised is error:
                return False
            raise
        raise RuntimeError("the generator yielded twice")
