"""Leaves the interpreter as it was, whatever a block did to it."""

from __future__ import annotations

import builtins
import gc
import io
import os
import sys
import threading
import types
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
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
    with warnings.catch_warnings(), _left_unwatched(), _left_in_place():
        _warn_as_a_fresh_interpreter()
        sys.stdin, sys.stdout, sys.stderr = io.StringIO(), sink, sink
        sys.displayhook, sys.unraisablehook = display, unraisable
        sys.modules["__main__"] = module
        try:
            yield
        finally:
            _forget_results()
            gc.collect()
            sys.stdin, sys.stdout, sys.stderr = streams
            sys.displayhook, sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
            sys.modules["__main__"] = main
            sys.setrecursionlimit(limit)
            sys.path[:] = path
            sys.set_asyncgen_hooks(*agen_hooks)


@contextmanager
def _left_in_place() -> Iterator[None]:
    """Undo what a block does to the process: folder, environment, builtins, collector."""
    folder = os.getcwd()  # noqa: PTH109 - a Path costs as much as a block
    names, variables = vars(builtins).copy(), _environment().copy()
    values = list(names.values())
    collects, thresholds = gc.isenabled(), gc.get_threshold()
    try:
        yield
    finally:
        if os.getcwd() != folder:  # noqa: PTH109
            os.chdir(folder)
        (gc.enable if collects else gc.disable)()
        gc.set_threshold(*thresholds)
        # Written only where they differ: a builtin that is set anew ends its specialisations.
        if list(vars(builtins).values()) != values:
            _restore_builtins(names)
        if _environment() != variables:
            _restore_environment(variables)


def _restore_builtins(names: dict[str, object]) -> None:
    vars(builtins).update(names)
    for name in vars(builtins).keys() - names.keys():
        delattr(builtins, name)


def _environment() -> dict[Any, Any]:
    """Return the variables as `os.environ` keeps them: to copy that is a hundredth of the cost."""
    found: dict[Any, Any] = vars(os.environ)["_data"]
    return found


def _restore_environment(variables: dict[Any, Any]) -> None:
    for key in _environment().keys() - variables.keys():
        del os.environ[os.environ.decodekey(key)]
    for key, value in variables.items():
        os.environ[os.environ.decodekey(key)] = os.environ.decodevalue(value)


def _forget_results() -> None:
    """Drop what the prompt keeps of the last value and of the last exception."""
    vars(builtins).pop("_", None)
    for name in ("last_type", "last_value", "last_traceback", "last_exc"):
        vars(sys).pop(name, None)


def _warn_as_a_fresh_interpreter() -> None:
    """Set the filters that CPython starts with, whatever this process was started with."""
    warnings.filters[:] = _fresh_filters()  # type: ignore[index]


@cache
def _fresh_filters() -> list[Any]:
    """Return them as `warnings` keeps them: to make them anew costs as much as a small block."""
    with warnings.catch_warnings():
        warnings.resetwarnings()
        for hidden in (ResourceWarning, ImportWarning, PendingDeprecationWarning):
            warnings.simplefilter("ignore", hidden)
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.filterwarnings("default", category=DeprecationWarning, module="__main__")
        return list(warnings.filters)


@contextmanager
def _left_unwatched() -> Iterator[None]:
    """End what a block set up to watch code; what watched before it watches again."""
    trace, profile = sys.gettrace(), sys.getprofile()
    thread_trace, thread_profile = threading.gettrace(), threading.getprofile()
    before = _monitoring_tools()
    try:
        yield
    finally:
        if sys.gettrace() is not trace:
            sys.settrace(trace)
        if sys.getprofile() is not profile:
            sys.setprofile(profile)
        threading.settrace(thread_trace)
        threading.setprofile(thread_profile)
        for tool in _monitoring_tools() - before:
            _stop_monitoring(tool)


def _monitoring_tools() -> set[int]:
    monitoring = getattr(sys, "monitoring", None)
    if monitoring is None:
        return set()  # new in 3.12
    return {tool for tool in range(6) if monitoring.get_tool(tool) is not None}


def _stop_monitoring(tool: int) -> None:
    monitoring = getattr(sys, "monitoring")  # noqa: B009 - mypy reads this as 3.11
    events = [
        number for name, number in vars(monitoring.events).items() if name.isupper() and number
    ]
    for event in events:
        # Up to 3.13 the events of a code object outlive the tool; nobody hears them now.
        with suppress(ValueError):
            monitoring.register_callback(tool, event, None)
    monitoring.set_events(tool, 0)
    monitoring.free_tool_id(tool)
