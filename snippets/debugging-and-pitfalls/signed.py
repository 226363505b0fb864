import functools
import sys


def noted(generator, note):
    """Delegate to *generator*; add *note* to the errors that come out of it."""
    try:
        return (yield from generator)
    except Exception as error:
        error.add_note(note)
        raise


def signed(function):
    """Return a generator function whose errors tell where it was called."""

    @functools.wraps(function)
    def call(*arguments):
        maker = sys._getframe(1)
        where = f"made in {maker.f_code.co_name}, line {maker.f_lineno}"
        return noted(function(*arguments), where)

    return call
