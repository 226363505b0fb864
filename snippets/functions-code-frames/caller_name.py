import sys


def caller_name():
    """Return the name of the function that called my caller."""
    frame = sys._getframe().f_back.f_back
    return None if frame is None else frame.f_code.co_name
