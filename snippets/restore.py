"""Leaves the interpreter as it was, whatever a block did to it."""

from __future__ import annotations

import builtins
import gc
import io
import sys
import threading
import types
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TextIO


@contextmanager
def restored_interpreter(
    sink: TextIO,
    module: types.ModuleType,
    unraisable: Callable[[Any], None],
    display: Callable[[object], None],
) -> Iterator[None]:
    """Send all output to `sink` and make `module` the main module, until the block is done."""
    streams = sys.stdin, sys.stdout, sys.stderr
    hooks = sys.displayhook, sys.excepthook, sys.unraisablehook, threading.excepthook
    main, limit, path = sys.modules["__main__"], sys.getrecursionlimit(), sys.path[:]
    agen_hooks = sys.get_asyncgen_hooks()
    with warnings.catch_warnings():
        _warn_as_a_fresh_interpreter()
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(), sink, sink
        sys.displayhook, sys.unraisablehook = display, unraisable
        sys.modules["__main__"] = module
        try:
            yield
        finally:
            _stop_watching()
            builtins.__dict__.pop("_", None)
            gc.collect()
            sys.stdin, sys.stdout, sys.stderr = streams
            sys.displayhook, sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
            sys.modules["__main__"] = main
            sys.setrecursionlimit(limit)
            sys.path[:] = path
            sys.set_asyncgen_hooks(*agen_hooks)


def _warn_as_a_fresh_interpreter() -> None:
    """Set the filters that CPython starts with, whatever this process was started with."""
    warnings.resetwarnings()
    for category in (ResourceWarning, ImportWarning, PendingDeprecationWarning, DeprecationWarning):
        warnings.simplefilter("ignore", category)
    warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")


def _stop_watching() -> None:
    sys.settrace(None)
    sys.setprofile(None)
    threading.settrace(None)
    if sys.version_info >= (3, 12):
        for tool in range(6):
            with suppress(ValueError):
                if sys.monitoring.get_tool(tool) is not None:
                    sys.monitoring.set_events(tool, 0)
                    sys.monitoring.free_tool_id(tool)
