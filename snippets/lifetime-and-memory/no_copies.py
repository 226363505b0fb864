import copy
import itertools
import pickle

from gentools import my_range


def attempt(action, thing):
    """Say what came of an attempt to copy a thing."""
    try:
        return type(action(thing)).__name__
    except TypeError as error:
        return f"TypeError: {error}"


for thing in (
    my_range(0, 9),
    iter([1, 2]),
    map(str, my_range(0, 9)),
    itertools.count(5),
):
    print(type(thing).__name__)
    print("  copy:", attempt(copy.copy, thing))
    print("  deepcopy:", attempt(copy.deepcopy, thing))
    print("  pickle:", attempt(pickle.dumps, thing))
