"""How deep the calls are."""

import sys


def call_depth() -> int:
    """Return how many frames the caller stands on."""
    frame, depth = sys._getframe(1), 0  # pyright: ignore[reportPrivateUsage]
    while frame.f_back is not None:
        frame, depth = frame.f_back, depth + 1
    return depth
