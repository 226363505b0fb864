import inspect

from gentools import snapshot


def upstream(stage):
    """Yield a snapshot of *stage*, then of the one it takes from, and so on."""
    while inspect.isgenerator(stage):
        seen = snapshot(stage)
        yield seen
        held = [*seen.locals.values(), *(seen.stack or ())]
        found = filter(inspect.isgenerator, reversed(held))
        stage = next(found, None)
