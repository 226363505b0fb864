"""``python -m snippets``: run blocks of the book and compare what they print."""

from __future__ import annotations

import sys

from snippets.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
