"""Exceptions as a transcript holds them.

>>> print(bare(ValueError("no")))
ValueError('no')
"""

from collections.abc import Callable
from types import TracebackType
from typing import Any, NamedTuple, TypeGuard

from gentools._look.stack import is_exception
from gentools._values import represent

Arguments = tuple[Any, ...]

#: Read through these, as a class may have put something of its own in front of them.
_args_of: Callable[[BaseException], tuple[object, ...]] = BaseException.__dict__["args"].__get__
traceback_of: Callable[[BaseException], TracebackType | None]
traceback_of = BaseException.__dict__["__traceback__"].__get__
_name_of: Callable[[type], str] = type.__dict__["__name__"].__get__


class BareException(NamedTuple):
    """What an exception was, without its traceback: that would keep frames alive.

    ``args`` is None where only a class was given, as in ``throw(ValueError)``.
    """

    type: type[BaseException]
    args: tuple[object, ...] | None

    def __str__(self) -> str:
        """Return a text such as ``ValueError('no')``."""
        return _name_of(self.type) + ("" if self.args is None else self._arguments())

    def _arguments(self) -> str:
        return f"({', '.join(represent(value) for value in self.args or ())})"


def without_tracebacks(arguments: Arguments) -> Arguments:
    """Return *arguments* with exceptions as they are kept."""
    return tuple(map(_kept, arguments)) if arguments else arguments


def _kept(value: object) -> object:
    if is_exception(value):
        return bare(value)
    return BareException(value, None) if is_exception_class(value) else value


def is_exception_class(value: Any) -> "TypeGuard[type[BaseException]]":
    """Return whether *value* is a class of exceptions, whatever it says of its class."""
    return issubclass(type(value), type) and issubclass(value, BaseException)


def bare(exception: BaseException) -> BareException:
    """Return what *exception* is, without a reference to it."""
    return BareException(type(exception), _args_of(exception))
