import inspect
import traceback


def came_through(error):
    """Return the names of the generators that an error came through."""
    frames = [frame for frame, _line in traceback.walk_tb(error.__traceback__)]
    if isinstance(error.__cause__, StopIteration):
        of_cause = traceback.walk_tb(error.__cause__.__traceback__)
        frames += [frame for frame, _line in of_cause]
    return [
        frame.f_code.co_name
        for frame in dict.fromkeys(frames)
        if frame.f_code.co_flags & inspect.CO_GENERATOR
    ]
