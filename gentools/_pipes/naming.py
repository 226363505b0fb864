"""Names and signatures of callables, which may be wrapped in one another.

>>> describe(partial(int, base=2))
'partial(int, base=2)'
"""

import sys
from collections.abc import Callable, Iterable
from functools import partial, update_wrapper
from operator import attrgetter
from types import (
    BuiltinFunctionType,
    FunctionType,
    MethodDescriptorType,
    MethodType,
    MethodWrapperType,
    WrapperDescriptorType,
)
from typing import TYPE_CHECKING, Any, cast

from gentools._values import represent

if TYPE_CHECKING:
    from inspect import Signature

_NAMED = (
    type,
    FunctionType,
    BuiltinFunctionType,
    MethodType,
    MethodDescriptorType,
    MethodWrapperType,
    WrapperDescriptorType,
)


def check_callable(taker: str, func: object) -> None:
    """Refuse what cannot be called, now rather than in the middle of a generator."""
    if not callable(func):
        text = represent(func, own_code=True)
        raise TypeError(f"{taker} takes callables, not {type(func).__name__!r} objects: {text}")


def check_callables(taker: str, funcs: Iterable[object]) -> None:
    """Refuse the first that cannot be called."""
    for func in funcs:
        check_callable(taker, func)


def signature_of(func: Callable[..., Any]) -> "Signature":
    """Return the signature of *func*, with names that are not defined yet left unresolved."""
    from inspect import signature  # noqa: PLC0415  (slow to load, and not all pipes need it)

    if sys.version_info >= (3, 14):
        from annotationlib import Format  # noqa: PLC0415

        return signature(func, annotation_format=Format.FORWARDREF)
    return signature(func)


def innermost(func: Any) -> Any:
    """Return the function or class that the layers around *func* take their names from.

    :raises ValueError: if there is no end of layers.
    """
    inner: Any = func
    for _ in range(sys.getrecursionlimit()):
        if isinstance(inner, partial):
            inner = inner.func
        elif hasattr(inner, "__wrapped__"):
            inner = inner.__wrapped__
        else:
            return inner if _is_named(inner) else cast("Any", type(inner))
    raise ValueError(f"what is wrapped has no end: {represent(func)}")


def _is_named(func: Any) -> bool:
    names = (getattr(func, name, None) for name in ("__name__", "__qualname__"))
    return all(isinstance(name, str) for name in names)


def describe(func: object) -> str:
    """Return a text for a callable: its name if it is of a usual kind, else what it says itself."""
    if isinstance(func, partial):
        keywords = (f"{name}={describe(value)}" for name, value in func.keywords.items())
        return f"partial({', '.join([*map(describe, (func.func, *func.args)), *keywords])})"
    return func.__qualname__ if isinstance(func, _NAMED) else repr(func)


def adopt_names(wrapper: Callable[..., Any], wrapped: Callable[..., Any]) -> None:
    """Give *wrapper* the names and the docstring of what it wraps, and `__wrapped__`."""
    names = ("__module__", "__name__", "__qualname__", "__doc__")
    update_wrapper(wrapper, wrapped, assigned=names, updated=())


def is_global(func: Callable[..., Any]) -> bool:
    """Whether the names of *func* lead to itself, so that they can be pickled in its place."""
    try:
        return attrgetter(func.__qualname__)(sys.modules[func.__module__]) is func
    except (AttributeError, KeyError, TypeError):  # names can be set to anything
        return False
