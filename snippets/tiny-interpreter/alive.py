#: after frame
import gc


def alive():
    """Count the frames of the tiny interpreter."""
    return sum(type(each) is Frame for each in gc.get_objects())
