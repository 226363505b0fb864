import traceback


def way(error):
    """Return the names of the frames in the traceback of an error."""
    return [entry.name for entry in traceback.extract_tb(error.__traceback__)]
