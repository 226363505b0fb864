PAGES = {1: [("P1", "Bern"), ("P2", "Rome")], 2: [("P3", "Bern")]}


def load(page):
    """Return the scans on a page."""
    if page == 3:
        raise OSError("no answer")
    return PAGES.get(page)


class Enough(Exception):
    """A call too many."""


def fused(function, calls):
    """Return *function* with a fuse: after so many calls it raises."""

    def replacement(*arguments):
        nonlocal calls
        calls -= 1
        if calls < 0:
            raise Enough
        return function(*arguments)

    return replacement
