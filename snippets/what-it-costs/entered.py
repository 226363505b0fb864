import sys


def entered(function, *args):
    """Call a function; return how often a frame was entered, anew or
    again, its own included.
    """
    count = 0

    def notice(frame, event, argument):
        nonlocal count
        count += event == "call"

    sys.setprofile(notice)
    try:
        function(*args)
    finally:
        sys.setprofile(None)
    return count
