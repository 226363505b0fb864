import sys


def entered(function, *args):
    """Return how often frames are entered or re-entered in a call."""
    count = 0

    def on_event(frame, event, arg):
        nonlocal count
        count += event == "call"

    sys.setprofile(on_event)
    try:
        function(*args)
    finally:
        sys.setprofile(None)
    return count
