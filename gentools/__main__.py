"""``python -m gentools FILE``: step through a program, its suspended generators included."""

import sys

from gentools._stepper.command import main

if __name__ == "__main__":
    for stream in (sys.stdin, sys.stdout):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # Any text may be typed, or stand in a program: that it has no place in the encoding of
            # the terminal is no reason to fail.
            reconfigure(errors="backslashreplace")
    sys.exit(main())
