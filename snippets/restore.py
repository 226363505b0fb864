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
    _stop_monitoring()


def _stop_monitoring() -> None:
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        return  # new in 3.12
    events = [
        number for name, number in vars(monitoring.events).items() if name.isupper() and number
    ]
    for tool in range(6):
        if monitoring.get_tool(tool) is not None:
            for event in events:
                # Up to 3.13 the events of a code object outlive the tool; nobody hears them now.
                with suppress(ValueError):
                    monitoring.register_callback(tool, event, None)
            monitoring.set_events(tool, 0)
            monitoring.free_tool_id(tool)
