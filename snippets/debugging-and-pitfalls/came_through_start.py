import inspect
import traceback


def came_through(error):
    """Return the names of the generators that an error came through."""
    names = []
    for frame, _line in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_flags & inspect.CO_GENERATOR:
            names.append(frame.f_code.co_name)
    return names
