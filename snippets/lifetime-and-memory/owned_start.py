import warnings


class Owned:
    """A generator that complains if it is dropped half-way."""

    def __init__(self, generator):
        self._generator = generator

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._generator)

    def close(self):
        """Close the generator."""
        self._generator.close()

    def __del__(self):
        if self._generator.gi_frame is not None:
            name = self._generator.__qualname__
            warnings.warn(f"{name} was not closed", ResourceWarning)
