"""The form of ``throw`` with a class, a value and a traceback, which is deprecated.

>>> one_exception((ValueError, "no", None))
(ValueError('no'),)
"""

from types import TracebackType
from typing import Any


def one_exception(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the two or three *arguments* of a ``throw`` as the one exception they stand for.

    If they stand for none they come back as they are: the generator refuses them.
    """
    kind, value, traceback, *more = (*arguments, None, None)[: max(3, len(arguments))]
    if more or not isinstance(traceback, TracebackType | None):
        return arguments
    if isinstance(kind, type) and issubclass(kind, BaseException):
        exception = value if isinstance(value, kind) else _made(kind, value)
        return (exception.with_traceback(traceback),)
    if isinstance(kind, BaseException) and value is None:
        return (kind.with_traceback(traceback or kind.__traceback__),)
    return arguments


def _made(kind: type[BaseException], value: Any) -> BaseException:
    """Return the instance of *kind*, or what its class raises instead: that is thrown then."""
    try:
        if issubclass(type(value), tuple):
            return kind(*value)
        return kind() if value is None else kind(value)
    except BaseException as error:  # noqa: BLE001  (whatever it is)
        return error
