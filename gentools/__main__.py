"""``python -m gentools FILE``: step through a program, its suspended generators included."""

import sys

from gentools._stepper.command import main

if __name__ == "__main__":
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        # A program may hold any text; one that cannot be written is no reason to fail.
        reconfigure(errors="backslashreplace")
    sys.exit(main())
