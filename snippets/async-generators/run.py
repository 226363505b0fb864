#: after words
import sys
import weakref
from contextlib import ExitStack


def run(coroutine, *chunks):
    """Drive a coroutine, then close the async generators it left."""
    started, dropped = weakref.WeakSet(), []
    before = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(started.add, dropped.append)
    with ExitStack() as ending:
        ending.callback(sys.set_asyncgen_hooks, *before)
        try:
            return drive(coroutine, *chunks)
        finally:
            for generator in [*dropped, *started]:
                ending.callback(drive, generator.aclose())
