import sys


def caller_name():
    """Return the name of the function that called my caller."""
    return sys._getframe().f_back.f_code.co_name
