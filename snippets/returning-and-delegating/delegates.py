class Plain:
    """An iterator of three values, with nothing beyond `__next__`."""

    def __init__(self):
        self.left = [3, 2, 1]

    def __iter__(self):
        return self

    def __next__(self):
        if self.left:
            return self.left.pop()
        raise StopIteration("plain end")


class Full(Plain):
    """The same with the methods of a generator, each with an answer."""

    def send(self, value):
        return f"sent {value!r}"

    def throw(self, error):
        if isinstance(error, OSError):
            return f"thrown {error!r}"
        raise StopIteration("full end")

    def close(self):
        self.left.clear()


class Raising(Full):
    """One that fails at everything but `__next__`."""

    def send(self, value):
        raise KeyError(value)

    throw = send

    def close(self):
        raise KeyError("close")


def patient():
    for number in 1, 2, 3:
        try:
            yield (yield number)
        except OSError as error:
            yield repr(error)
        except KeyError:
            return "patient end"


def numbers():
    return range(1, 4)


DELEGATES = [numbers, Plain, Full, Raising, patient]
