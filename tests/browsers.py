"""The browsers of this machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from typing import Any

#: Makes a browser one that has none: what is kept for later would be fetched for each window.
#: (Playwright's own way of blocking them tells the console of it, which tests listen to.)
NO_SERVICE_WORKER = "delete Navigator.prototype.serviceWorker"


#: Chromium translates WebAssembly twice: at once, and what is run often once more, to be faster.
#: Python is begun hundreds of times by the tests, for some blocks each: that never pays, and takes
#: a third of the time. (`make bench` and Firefox do without.)
IN_A_HURRY = ["--js-flags=--liftoff-only"]


#: Chromium without a window of its own, which the system packs beside the whole one: what it does
#: not draw around a page takes an eighth of the processor's time in tests.
WINDOWLESS = ["chromium-headless-shell"]
WHOLE = ["chromium", "chromium-browser"]


def chromium(
    more: Sequence[str] = (), *, names: Sequence[str] = (*WINDOWLESS, *WHOLE)
) -> dict[str, Any] | None:
    """Return how Playwright launches the Chromium of the system's packages; None without one.

    As root, and where CI shuts off what it is made of, it starts without its sandbox only.
    """
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        return None
    with_sandbox = os.getuid() and not os.environ.get("CI")
    return {"executable_path": found, "args": [*([] if with_sandbox else ["--no-sandbox"]), *more]}
