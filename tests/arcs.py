"""A pytest plugin that notes which lines of gentools were run, and which line came after which.

The tools that measure coverage see nothing of what runs inside of a trace function or of a
callback of `sys.monitoring`, and that is where a recorder is at work. So those are called here in
a way that lets them be seen. It needs no package, and so runs on every interpreter:
``python -m pytest -p tests.arcs``, with the file to write in the environment, as ARCS.
"""

from __future__ import annotations

import atexit
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from tests.arcs_noted import LIBRARY, arcs

if sys.version_info >= (3, 12):
    from tests import arcs_monitoring as engine
else:
    from tests import arcs_tracing as engine

ROOT = Path(__file__).resolve().parent.parent


def pytest_configure() -> None:
    engine.prepare()


def pytest_collection() -> None:
    """Begin before the tests are imported."""
    engine.begin()


def pytest_runtest_setup() -> None:
    """Begin, or begin again: an error in a trace function, as of too deep a recursion, ends it."""
    engine.begin()


def pytest_unconfigure() -> None:
    engine.end()
    _write(Path(os.environ["ARCS"]))


def note_this_process() -> None:
    """Note what a process runs that a test has started; each writes a file of its own."""
    place = ROOT / os.environ["ARCS"]
    atexit.register(_write, place.with_stem(f"{place.stem}-{os.getpid()}"))
    engine.prepare()
    engine.begin()


def _write(place: Path) -> None:
    found = {name.removeprefix(LIBRARY): sorted(lines) for name, lines in arcs.items()}
    draft = place.with_suffix(".part")
    with suppress(OSError):  # one test lets a process write no more than a few bytes
        draft.write_text(json.dumps(found), encoding="utf-8")
        draft.replace(place)
