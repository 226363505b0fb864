"""``python -m gentools FILE``: step through a program, its suspended generators included.

>>> from gentools._stepper.command import main
>>> main(["no_such_file.py"])
Traceback (most recent call last):
  ...
SystemExit: 2
"""

import sys
from io import TextIOWrapper

from gentools._stepper.command import main

if __name__ == "__main__":
    if isinstance(sys.stdout, TextIOWrapper):
        # A program may hold any text; one that cannot be written is no reason to fail.
        sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main())
