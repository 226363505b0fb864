#: after barista
import inspect
from types import CoroutineType, GeneratorType


def is_old_or_new_coroutine(thing):
    if isinstance(thing, GeneratorType):
        flags = thing.gi_code.co_flags
        return bool(flags & inspect.CO_ITERABLE_COROUTINE)
    return isinstance(thing, CoroutineType)


def delegate_of(thing):
    """Return what `await thing` would resume."""
    if is_old_or_new_coroutine(thing):
        return thing
    method = getattr(type(thing), "__await__", None)
    if method is None:
        raise TypeError(f"can't await {thing!r}")
    delegate = method(thing)
    if is_old_or_new_coroutine(delegate):
        raise TypeError("__await__ returned a coroutine")
    if not hasattr(type(delegate), "__next__"):
        raise TypeError("__await__ returned no iterator")
    return delegate
