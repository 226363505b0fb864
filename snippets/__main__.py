"""``python -m snippets``: run blocks of the book and compare what they print."""

from __future__ import annotations

import gc
import sys

if __name__ == "__main__":
    # What a run makes lasts to its end. Workers, which do make garbage, start to collect it.
    gc.disable()
    from snippets.command import main

    sys.exit(main(sys.argv[1:]))
