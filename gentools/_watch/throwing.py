"""The form of ``throw`` with a class, a value and a traceback, which is deprecated.

>>> one_exception((ValueError, "no", None))
(ValueError('no'),)
"""

from types import NoneType, TracebackType
from typing import Any, Final

from gentools._look.stack import is_exception
from gentools._watch.exceptions import is_exception_class, traceback_of

_TRACEBACKS: Final = (NoneType, TracebackType)


def one_exception(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return the two or three *arguments* of a ``throw`` as the one exception they stand for.

    If they stand for none they come back as they are: the generator refuses them.
    """
    kind, value, traceback, *more = (*arguments, None, None)[: max(3, len(arguments))]
    if more or type(traceback) not in _TRACEBACKS:
        return arguments
    if is_exception_class(kind):
        exception = value if isinstance(value, kind) else _made(kind, value)
        if is_exception(exception):
            return (BaseException.with_traceback(exception, traceback),)
    elif is_exception(kind) and value is None:
        return (BaseException.with_traceback(kind, traceback or traceback_of(kind)),)
    return arguments


def _made(kind: type[BaseException], value: Any) -> BaseException:
    """Return the instance of *kind*, or what its class raises instead: that is thrown then."""
    try:
        if issubclass(type(value), tuple):
            return kind(*value)
        return kind() if value is None else kind(value)
    except BaseException as error:  # noqa: BLE001  (whatever it is)
        return error
